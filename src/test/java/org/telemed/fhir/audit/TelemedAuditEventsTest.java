package org.telemed.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;
import org.telemed.fhir.element.TelemedUrls;

class TelemedAuditEventsTest {
    private static final String SYSTEM = TelemedUrls.EVENT_SYSTEM;

    @EveryRelease
    void an_event_with_our_system_is_ours_wherever_it_says_so(FhirRelease release) {
        for (String place : List.of(place(release, 1), place(release, 2))) {
            assertThat(claims(release, place, SYSTEM, "joined")).isTrue();
            assertThat(claims(release, place, SYSTEM, "whatever")).isTrue();
        }
    }

    @EveryRelease
    void what_only_looks_like_our_system_is_guarded_but_not_ours(FhirRelease release) {
        String place = place(release, 2);
        for (String alike : List.of(
                SYSTEM.toUpperCase(Locale.ROOT),
                SYSTEM + " ",
                " " + SYSTEM,
                SYSTEM + "\\u00a0",
                SYSTEM + "\\u200b",
                SYSTEM + "/",
                SYSTEM + "|0.1.0",
                SYSTEM.replace("https", "http"),
                "")) {
            assertThat(claims(release, place, alike, "token-issued")).as(alike).isTrue();
            assertThat(has(release, place, alike)).as(alike).isFalse();
        }
        assertThat(has(release, place, SYSTEM)).isTrue();
    }

    @EveryRelease
    void everybody_elses_events_are_theirs(FhirRelease release) {
        String place = place(release, 2);
        assertThat(claims(release, place, "http://hl7.org/fhir/restful-interaction", "operation"))
                .isFalse();
        assertThat(claims(release, place, "https://vendor.example/events", "joined"))
                .isFalse();
        assertThat(claims(release, place, "", "update")).isFalse();
    }

    @EveryRelease
    void our_codes_are_searched_for_where_the_version_has_them(FhirRelease release) {
        TelemedAuditEvents events = new TelemedAuditEvents(release.context());
        assertThat(events.codeParameter()).isEqualTo(release.isR5() ? "code" : "subtype");
        assertThat(release.context().getResourceDefinition("AuditEvent").getSearchParam(events.codeParameter()))
                .isNotNull();
    }

    private static boolean claims(FhirRelease release, String place, String system, String code) {
        return new TelemedAuditEvents(release.context())
                .claimsToBeOurs(release.parse(place.formatted(coding(system, code))));
    }

    private static boolean has(FhirRelease release, String place, String system) {
        return new TelemedAuditEvents(release.context())
                .has(release.parse(place.formatted(coding(system, "token-issued"))), "token-issued");
    }

    private static String coding(String system, String code) {
        return (system.isEmpty() ? "{" : "{\"system\":\"" + system + "\",") + "\"code\":\"" + code + "\"}";
    }

    private static String place(FhirRelease release, int number) {
        String element = release.isR5()
                ? number == 1 ? "\"category\":[{\"coding\":[%s]}]" : "\"code\":{\"coding\":[%s]}"
                : number == 1 ? "\"type\":%s" : "\"subtype\":[%s]";
        return "{\"resourceType\":\"AuditEvent\"," + element + "}";
    }
}

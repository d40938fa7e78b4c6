package org.telemed.fhir.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class SearchUrlCheckTest {

    @EveryRelease
    void an_expensive_number_is_found_wherever_it_is_compared(FhirRelease release) {
        for (String query : List.of(
                "value-quantity=1E1000",
                "e=1e1000",
                "E=1E1000",
                "=1E1000",
                "%61=1%451000",
                "status=planned&length=gt1E1000",
                "status=planned;length=1E1000",
                "length=%,1E1000",
                "length=" + "9".repeat(201),
                "encounter.length:missing=1E1000")) {
            assertThat(isExcessive(release, query)).as(query).isTrue();
        }
    }

    @EveryRelease
    void an_identifier_may_look_like_one(FhirRelease release) {
        for (String query : List.of(
                "identifier=1E1000",
                "_id=1E1000",
                "name:exact=1E1000",
                "name:contains=1E1000",
                "subject:Patient=1E1000",
                "subject:Patient.identifier=1E1000",
                "_has:Encounter:subject:identifier=1E1000",
                "identifier=http://example.org%7C1E1000")) {
            assertThat(isExcessive(release, query)).as(query).isFalse();
        }
    }

    @EveryRelease
    void a_common_search_has_none(FhirRelease release) {
        for (String query : List.of("", "&", "length", "1E1000", "length=", "length=gt30", "length=1e3", "length=%")) {
            assertThat(isExcessive(release, query)).as(query).isFalse();
        }
        assertThat(isExcessive(release, "length=" + "9".repeat(200))).isFalse();
    }

    private static boolean isExcessive(FhirRelease release, String query) {
        return new SearchUrlCheck(release.context()).isExcessive(query);
    }
}

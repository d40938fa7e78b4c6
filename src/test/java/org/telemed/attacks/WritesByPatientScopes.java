package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** Somebody writes with {@code patient/} scopes, or uses them to learn by a write what others' records hold. */
public interface WritesByPatientScopes extends PatientRecords {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient/*.cruds",
                "patient/*.*",
                "patient/*.write",
                "patient/Observation.cud",
                "patient/Patient.u"
            })
    default void patient_scopes_never_write(String scope) {
        Caller jane = janeWith(scope);
        String own = isStored("Observation", observation(JANE, ""));
        String json = observation(JANE, "").replaceFirst("\\{", "{\"id\":\"" + own + "\",");
        String patch = "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"de\"}]";
        List<Answer> answers = List.of(
                jane.post("Observation", observation(JANE, "")),
                jane.put("Observation/" + own, json),
                jane.put("Observation?_id=" + own, json),
                jane.patch("Observation/" + own, "application/json-patch+json", patch),
                jane.deletes("Observation/" + own),
                jane.deletes("Observation?_id=" + own),
                jane.put(JANE, "{\"resourceType\":\"Patient\",\"id\":\"jane-doe\"}"),
                jane.post("Subscription", "{\"resourceType\":\"Subscription\"}"),
                jane.post("", entry("POST", "Observation", observation(JANE, ""))),
                jane.post("", entry("PUT", "Observation/" + own, json)),
                jane.post("", entry("DELETE", "Observation/" + own, "")),
                changingNothing(() -> jane.createsRoomFor(aVisitOfJaneWithAdam())),
                changingNothing(() -> jane.createsRoomOn("visit-arrived")),
                jane.endsRoomOf("visit-arrived"));
        assertThat(answers).allSatisfy(answer -> assertRefused(answer, 403, "forbidden", "not-allowed"));
        assertThat(as("clinic")
                        .get("Observation/" + own)
                        .json()
                        .at("/meta/versionId")
                        .asText())
                .isEqualTo("1");
    }

    /** Conditions, which HAPI answers by a search. */
    @Test
    default void the_conditions_of_a_write_search_nothing_for_them() {
        Caller jane = janeWith("patient/*.rs", "user/Observation.cud", "user/Basic.c");
        String body = observation(JANE, "");
        for (String condition : List.of("status=final", "_id=none", "patient=" + JANE)) {
            assertRefused(
                    jane.send(jane.request("Observation")
                            .header("Content-Type", "application/fhir+json")
                            .header("If-None-Exist", condition)
                            .POST(BodyPublishers.ofString(body))),
                    403,
                    "forbidden",
                    "not-allowed");
            assertRefused(jane.put("Observation?" + condition, body), 403, "forbidden", "not-allowed");
            assertRefused(jane.deletes("Observation?" + condition), 403, "forbidden", "not-allowed");
        }
        for (String reference : List.of("Patient?family=Elsewhere", "Patient?family=Doe", "Encounter?status=planned")) {
            String conditional = body.replace(JANE, reference);
            assertRefused(jane.post("Observation", conditional), 403, "forbidden", "not-allowed");
            assertRefused(jane.post("", entry("POST", "Observation", conditional)), 403, "forbidden", "not-allowed");
        }
    }

    /** HAPI resolves a reference that a patch makes when it stores the resource. */
    @Test
    default void nor_does_a_reference_that_a_patch_makes() {
        String own = isStored("Observation", observation(JANE, ""));
        Caller jane = janeWith("patient/*.rs", "user/Observation.u");
        for (String name : List.of("Elsewhere", "Doe")) {
            assertRefused(
                    jane.patch(
                            "Observation/" + own,
                            "application/json-patch+json",
                            "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient?family=" + name
                                    + "\"}]"),
                    403,
                    "forbidden",
                    "not-allowed");
        }
    }

    @Test
    default void nor_does_the_answer_to_a_write_show_more() {
        String other = isStored("Observation", observation(MAX, category("exam")));
        Caller jane = janeWith("patient/*.rs", "user/Observation.u");
        Answer written = jane.patch(
                "Observation/" + other,
                "application/json-patch+json",
                "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"de\"}]");
        assertThat(written.body()).doesNotContain(SECRET);
        assertThat(written.header("ETag")).isEmpty();
        Answer tested = jane.patch(
                "Observation/" + other,
                "application/json-patch+json",
                "[{\"op\":\"test\",\"path\":\"/note/0/text\",\"value\":\"" + SECRET + "\"}]");
        assertThat(tested.status()).isEqualTo(403);
    }

    private static String entry(String method, String url, String resource) {
        String content = resource.isEmpty() ? "" : "\"resource\":" + resource + ",";
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{" + content
                + "\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}}]}";
    }
}

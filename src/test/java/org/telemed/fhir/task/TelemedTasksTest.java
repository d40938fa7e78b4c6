package org.telemed.fhir.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;
import org.telemed.fhir.element.TelemedUrls;

class TelemedTasksTest {
    private static final String SYSTEM = TelemedUrls.TASK_SYSTEM;

    @EveryRelease
    void a_task_with_our_code_or_one_that_could_be_taken_for_it_is_ours(FhirRelease release) {
        for (String alike : List.of(
                SYSTEM,
                SYSTEM.toUpperCase(Locale.ROOT),
                SYSTEM.replace("https", "http"),
                SYSTEM + " ",
                SYSTEM + "/",
                SYSTEM + "|1",
                SYSTEM.replace("-task", "\\u200b-task"),
                SYSTEM.replace("-task", "\\ufe0f-task"),
                SYSTEM.replace("-task", "\\u3164-task"),
                SYSTEM.replace("telemed-task", "\\uff54elemed-task"),
                SYSTEM.replace("-task", "%2Dtask"),
                SYSTEM.replace(".org", ".org:443"),
                SYSTEM.replace("/fhir/", "/fhir/./"))) {
            assertThat(claims(release, coding(alike, "admission"))).as(alike).isTrue();
            assertThat(claims(release, coding(alike, "whatever"))).as(alike).isTrue();
        }
        assertThat(claims(release, "\"code\":{\"coding\":[{\"code\":\"Ad\\u00admission\"}]}"))
                .isTrue();
    }

    @EveryRelease
    void so_is_one_that_belongs_to_a_visit_as_ours_do(FhirRelease release) {
        for (String alike :
                List.of(TelemedUrls.ENCOUNTER_SYSTEM, TelemedUrls.ENCOUNTER_SYSTEM.toUpperCase(Locale.ROOT))) {
            assertThat(claims(release, "\"groupIdentifier\":{\"system\":\"" + alike + "\",\"value\":\"1\"}"))
                    .isTrue();
        }
        for (String secret : List.of(TelemedUrls.INVITATION_SYSTEM, TelemedUrls.GUEST_SESSION_SYSTEM)) {
            assertThat(claims(release, "\"identifier\":[{\"system\":\"" + secret + "\",\"value\":\"1\"}]"))
                    .isTrue();
        }
    }

    @EveryRelease
    void everybody_elses_tasks_are_theirs(FhirRelease release) {
        assertThat(claims(release, coding("http://hl7.org/fhir/CodeSystem/task-code", "approve")))
                .isFalse();
        assertThat(claims(release, coding("https://vendor.example/telemed-task", "admission")))
                .isFalse();
        assertThat(claims(release, coding("https://hapi-fhir-telemed.org/fhir/CodeSystem/other", "admission")))
                .isFalse();
        assertThat(claims(
                        release,
                        "\"groupIdentifier\":{\"system\":\"https://vendor.example/encounter\",\"value\":\"1\"}"))
                .isFalse();
        assertThat(claims(release, "\"groupIdentifier\":{\"value\":\"1\"}")).isFalse();
        assertThat(claims(release, "\"code\":{\"text\":\"admission\"}")).isFalse();
    }

    private static boolean claims(FhirRelease release, String elements) {
        return new TelemedTasks(release.context())
                .claimsToBeOurs(release.parse("{\"resourceType\":\"Task\"," + elements + "}"));
    }

    private static String coding(String system, String code) {
        return "\"code\":{\"coding\":[{\"system\":\"http://example.org\",\"code\":\"x\"},{\"system\":\"" + system
                + "\",\"code\":\"" + code + "\"}]}";
    }
}

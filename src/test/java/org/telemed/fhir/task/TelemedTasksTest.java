package org.telemed.fhir.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class TelemedTasksTest {
    private static final String SYSTEM = "https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-task";

    private static boolean claims(FhirRelease release, String... codings) {
        return new TelemedTasks(release.context())
                .claimsToBeOurs(release.parse(
                        "{\"resourceType\":\"Task\",\"code\":{\"coding\":[" + String.join(",", codings) + "]}}"));
    }

    private static String coding(String system, String code) {
        return "{\"system\":\"%s\",\"code\":\"%s\"}".formatted(system, code);
    }

    @EveryRelease
    void a_code_of_ours_is_ours_however_it_is_written(FhirRelease release) {
        for (String system : List.of(
                SYSTEM,
                SYSTEM.replace("https", "http"),
                SYSTEM.toUpperCase(java.util.Locale.ROOT),
                SYSTEM + "|1.0",
                SYSTEM + "/",
                " " + SYSTEM + " ",
                SYSTEM.replace("telemed-task", "telemed\u200b-task"))) {
            assertThat(claims(release, coding(system, "admission"))).as(system).isTrue();
            assertThat(claims(release, coding(system, "whatever"))).as(system).isTrue();
        }
    }

    @EveryRelease
    void one_among_others_is_enough(FhirRelease release) {
        assertThat(claims(release, coding("http://example.org", "x"), coding(SYSTEM, "admission")))
                .isTrue();
    }

    @EveryRelease
    void without_a_system_our_code_could_be_taken_for_ours(FhirRelease release) {
        assertThat(claims(release, "{\"code\":\"admission\"}")).isTrue();
        assertThat(claims(release, "{\"code\":\" Admission\"}")).isTrue();
        assertThat(claims(release, "{\"code\":\"fulfill\"}")).isFalse();
    }

    @EveryRelease
    void the_tasks_of_others_are_theirs(FhirRelease release) {
        assertThat(claims(release, coding("http://hl7.org/fhir/CodeSystem/task-code", "admission")))
                .isFalse();
        assertThat(claims(release)).isFalse();
        assertThat(new TelemedTasks(release.context()).claimsToBeOurs(release.parse("{\"resourceType\":\"Task\"}")))
                .isFalse();
    }
}

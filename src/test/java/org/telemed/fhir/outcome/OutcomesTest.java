package org.telemed.fhir.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class OutcomesTest {
    @EveryRelease
    void an_error_says_what_to_do_for_apps_and_for_people(FhirRelease release) {
        String outcome = release.encode(new Outcomes(release.context()).error("business-rule", "no-room", "Open one."));

        assertThat(outcome)
                .isEqualTo("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                        + "\"code\":\"business-rule\",\"details\":{\"coding\":[{"
                        + "\"system\":\"https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error\","
                        + "\"code\":\"no-room\"}],\"text\":\"Open one.\"},\"diagnostics\":\"Open one.\"}]}");
    }

    @EveryRelease
    void an_information_is_no_error(FhirRelease release) {
        String outcome = release.encode(new Outcomes(release.context()).information("The room is open."));

        assertThat(outcome)
                .isEqualTo("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"information\","
                        + "\"code\":\"informational\",\"details\":{\"text\":\"The room is open.\"},"
                        + "\"diagnostics\":\"The room is open.\"}]}");
    }

    @EveryRelease
    void an_outcome_is_ours_by_its_code(FhirRelease release) {
        Outcomes outcomes = new Outcomes(release.context());
        IBaseOperationOutcome another = (IBaseOperationOutcome) release.parse("{\"resourceType\":\"OperationOutcome\","
                + "\"issue\":[{\"details\":{\"coding\":[{\"system\":\"http://example.org\",\"code\":\"no-room\"}]}}]}");

        assertThat(outcomes.isOurs(outcomes.error("business-rule", "no-room", "Open one.")))
                .isTrue();
        assertThat(outcomes.hasTelemedCode(outcomes.error("business-rule", "no-room", "Open one.")))
                .isTrue();
        for (IBaseOperationOutcome other : List.of(another, outcomes.information("no-room"))) {
            assertThat(outcomes.isOurs(other)).isFalse();
            assertThat(outcomes.hasTelemedCode(other)).isFalse();
        }
        assertThat(outcomes.isOurs(null)).isFalse();
    }
}

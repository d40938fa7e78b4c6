package org.telemed.fhir.outcome;

import static org.assertj.core.api.Assertions.assertThat;

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
}

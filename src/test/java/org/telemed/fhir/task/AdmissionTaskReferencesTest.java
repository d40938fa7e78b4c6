package org.telemed.fhir.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class AdmissionTaskReferencesTest {
    private static final Admission ADMITTED = Admission.requested(
                    new EncounterId("visit-1"),
                    new ResourceReference("Person", "mary"),
                    Optional.of(new ResourceReference("Patient", "jane")),
                    Instant.parse("2030-01-01T12:00:00.123Z"))
            .decided(AdmissionStatus.ACCEPTED, Optional.of(new ResourceReference("Practitioner", "adam")))
            .storedAs("Task/1/_history/1");

    @EveryRelease
    void reads_what_it_wrote_in_whatever_form_its_references_are(FhirRelease release) {
        AdmissionTaskMapper mapper = new AdmissionTaskMapper(release.context());
        for (TaskReferences form : TaskReferences.values()) {
            IBaseResource task = release.parse(release.encode(mapper.write(ADMITTED, form)));
            task.setId("Task/1/_history/1");
            assertThat(mapper.read(task, ADMITTED.encounter().partition())).contains(ADMITTED);
        }
    }

    @EveryRelease
    void names_by_identifier_whom_the_repository_does_not_know(FhirRelease release) {
        AdmissionTaskMapper mapper = new AdmissionTaskMapper(release.context());
        assertThat(release.encode(mapper.write(ADMITTED, TaskReferences.LITERAL)))
                .contains("\"reference\":\"Practitioner/adam\"")
                .doesNotContain("local-reference");
        assertThat(release.encode(mapper.write(ADMITTED, TaskReferences.OWNER_BY_IDENTIFIER)))
                .contains("\"reference\":\"Person/mary\"", "\"value\":\"Practitioner/adam\"")
                .doesNotContain("\"reference\":\"Practitioner/adam\"");
        assertThat(release.encode(mapper.write(ADMITTED, TaskReferences.REQUESTER_AND_OWNER_BY_IDENTIFIER)))
                .contains("\"reference\":\"Patient/jane\"")
                .doesNotContain("\"reference\":\"Person/mary\"");
        assertThat(release.encode(mapper.write(ADMITTED, TaskReferences.BY_IDENTIFIER)))
                .doesNotContain("\"reference\"");
    }

    @EveryRelease
    void an_identifier_of_others_names_nobody_here(FhirRelease release) {
        AdmissionTaskMapper mapper = new AdmissionTaskMapper(release.context());
        String json = release.encode(mapper.write(ADMITTED, TaskReferences.BY_IDENTIFIER));
        IBaseResource task = release.parse(json.replace("NamingSystem/local-reference", "NamingSystem/other"));
        task.setId("Task/1/_history/1");
        assertThat(mapper.read(task, "")).isEmpty();
    }
}

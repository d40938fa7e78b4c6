package org.telemed.fhir.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.task.TaskReferences.LITERAL;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admission.Invitation;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class AdmissionTaskMapperTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final ResourceReference JOHN = new ResourceReference("RelatedPerson", "john");
    private static final ResourceReference JANE = new ResourceReference("Patient", "jane");
    private static final ResourceReference ADAM = new ResourceReference("Practitioner", "adam");
    private static final EncounterId VISIT = new EncounterId("visit-1", "7");
    private static final Admission ARRIVED = Admission.requested(VISIT, JOHN, Optional.of(JANE), NOON);

    private static List<Admission> all() {
        Invitation unused = new Invitation("ab12", Optional.empty(), NOON.plusSeconds(3600));
        Invitation used = new Invitation("ab12", Optional.of("cd34"), NOON.plusSeconds(3600));
        return List.of(
                ARRIVED,
                Admission.requested(VISIT, JOHN, Optional.empty(), NOON),
                ARRIVED.asked(NOON.plusSeconds(60).plusMillis(7)),
                ARRIVED.decided(AdmissionStatus.ACCEPTED, Optional.of(ADAM)),
                ARRIVED.decided(AdmissionStatus.REJECTED, Optional.empty()),
                ARRIVED.closed(AdmissionStatus.CANCELLED),
                ARRIVED.closed(AdmissionStatus.COMPLETED),
                ARRIVED.closed(AdmissionStatus.DRAFT).invitedBy(unused),
                ARRIVED.decided(AdmissionStatus.ACCEPTED, Optional.of(ADAM)).invitedBy(used));
    }

    private static IBaseResource stored(FhirRelease release, IBaseResource task) {
        IBaseResource stored = release.parse(release.encode(task));
        stored.setId("Task/t1/_history/3");
        return stored;
    }

    @EveryRelease
    void what_is_written_is_read_back(FhirRelease release) {
        AdmissionTaskMapper mapper = new AdmissionTaskMapper(release.context());
        for (Admission admission : all()) {
            assertThat(mapper.read(stored(release, mapper.write(admission, LITERAL)), "7"))
                    .contains(admission.storedAs("Task/t1/_history/3"));
        }
    }

    @EveryRelease
    void the_encounter_is_named_and_not_referred_to(FhirRelease release) {
        String json = release.encode(new AdmissionTaskMapper(release.context()).write(ARRIVED, LITERAL));
        assertThat(json)
                .contains("\"intent\":\"order\"")
                .contains(
                        "\"groupIdentifier\":{\"system\":\"https://hapi-fhir-telemed.org/fhir/NamingSystem/encounter\","
                                + "\"value\":\"visit-1\"}")
                .contains("\"focus\":{\"type\":\"Encounter\",\"identifier\":{\"system\":"
                        + "\"https://hapi-fhir-telemed.org/fhir/NamingSystem/encounter\",\"value\":\"visit-1\"}}")
                .contains("\"requester\":{\"reference\":\"RelatedPerson/john\"}")
                .contains("\"for\":{\"reference\":\"Patient/jane\"}")
                .doesNotContain("Encounter/visit-1", "\"owner\"", "\"restriction\"");
    }

    @EveryRelease
    void a_task_that_lacks_something_is_none_of_ours(FhirRelease release) {
        AdmissionTaskMapper mapper = new AdmissionTaskMapper(release.context());
        String json = release.encode(mapper.write(ARRIVED, LITERAL));
        for (String lacking : List.of(
                json.replace("\"admission\"", "\"other\""),
                json.replace("CodeSystem/telemed-task", "CodeSystem/other"),
                json.replace("NamingSystem/encounter", "NamingSystem/other"),
                json.replace("\"visit-1\"", "\"no/id\""),
                json.replace("RelatedPerson/john", "https://elsewhere.example/RelatedPerson/john"),
                json.replace("\"requested\"", "\"on-hold\""),
                json.replace("\"authoredOn\":\"2030-01-01T12:00:00Z\",", ""),
                json.replace("\"authoredOn\":\"2030-01-01T12:00:00Z\"", "\"authoredOn\":\"2030\""),
                "{\"resourceType\":\"Task\"}")) {
            assertThat(lacking).isNotEqualTo(json);
            assertThat(mapper.read(stored(release, release.parse(lacking)), ""))
                    .as(lacking)
                    .isEmpty();
        }
    }

    @EveryRelease
    void a_link_without_an_end_is_none(FhirRelease release) {
        AdmissionTaskMapper mapper = new AdmissionTaskMapper(release.context());
        String json = release.encode(mapper.write(
                ARRIVED.invitedBy(new Invitation("ab12", Optional.empty(), NOON.plusSeconds(1))), LITERAL));
        String endless = json.replaceFirst("\"restriction\":\\{[^}]*}},?", "").replace(",}", "}");
        assertThat(endless).doesNotContain("restriction");
        assertThat(mapper.read(stored(release, release.parse(endless)), "")
                        .orElseThrow()
                        .isGuest())
                .isFalse();
    }

    @EveryRelease
    void who_asked_last_is_who_arrived_where_nothing_else_is_said(FhirRelease release) {
        AdmissionTaskMapper mapper = new AdmissionTaskMapper(release.context());
        String json = release.encode(mapper.write(ARRIVED, LITERAL)).replaceFirst("\"lastModified\":\"[^\"]*\",?", "");
        assertThat(mapper.read(stored(release, release.parse(json)), "")
                        .orElseThrow()
                        .lastAsked())
                .isEqualTo(NOON);
    }

    @Test
    void times_are_stored_to_the_millisecond() {
        AdmissionTaskMapper mapper = new AdmissionTaskMapper(FhirRelease.R4.context());
        Admission precise = Admission.requested(VISIT, JOHN, Optional.of(JANE), NOON.plusNanos(1_234_567));
        assertThat(mapper.read(stored(FhirRelease.R4, mapper.write(precise, LITERAL)), "")
                        .orElseThrow()
                        .arrived())
                .isEqualTo(NOON.plusMillis(1));
    }
}

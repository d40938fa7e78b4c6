package org.telemed.fhir.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;
import org.telemed.fhir.guest.GuestParticipantWriter.Role;

class GuestResourcesTest {
    private static final ResourceReference ROSA = new ResourceReference("RelatedPerson", "rosa");
    private static final ResourceReference JANE = new ResourceReference("Patient", "jane");
    private static final Role TRANSLATOR = new Role("translator", "Translator");

    private static GuestParticipantWriter writer(FhirRelease release) {
        return new GuestParticipantWriter(release.context(), new LocalReferences(List.of("https://fhir.example/fhir")));
    }

    private static String who(FhirRelease release) {
        return release.isR5() ? "actor" : "individual";
    }

    @EveryRelease
    void a_guest_is_added_behind_the_others(FhirRelease release) {
        IBaseResource encounter = release.parse("""
                {"resourceType": "Encounter", "participant": [{"%s": {"reference": "Practitioner/adam"}}]}""".formatted(who(release)));
        writer(release).add(encounter, ROSA, Optional.of(TRANSLATOR), Optional.of("Rosa <b>"));
        assertThat(release.encode(encounter))
                .contains(
                        "\"participant\":[{\"%s\":{\"reference\":\"Practitioner/adam\"}},{\"type\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/participant-type\",\"code\":\"translator\",\"display\":\"Translator\"}]}],\"%s\":{\"reference\":\"RelatedPerson/rosa\",\"display\":\"Rosa <b>\"}}]"
                                .formatted(who(release), who(release)));
    }

    @EveryRelease
    void a_role_is_given_once(FhirRelease release) {
        IBaseResource encounter = release.parse("""
                {"resourceType": "Encounter", "participant": [
                  {"%s": {"reference": "https://fhir.example/fhir/RelatedPerson/rosa"}}]}""".formatted(who(release)));
        assertThat(writer(release).giveRole(encounter, ROSA, TRANSLATOR)).isTrue();
        String once = release.encode(encounter);
        assertThat(once).contains("translator").contains("https://fhir.example/fhir/RelatedPerson/rosa");
        assertThat(writer(release).giveRole(encounter, ROSA, TRANSLATOR)).isTrue();
        assertThat(release.encode(encounter)).isEqualTo(once);
        assertThat(writer(release).giveRole(encounter, JANE, TRANSLATOR)).isFalse();
    }

    @EveryRelease
    void roles_of_other_kinds_stay_beside_it(FhirRelease release) {
        for (String other : List.of(
                "{\"system\":\"http://terminology.hl7.org/CodeSystem/participant-type\",\"code\":\"emergency\"}",
                "{\"system\":\"http://example.org/roles\",\"code\":\"translator\"}",
                "{\"code\":\"translator\"}")) {
            IBaseResource encounter = release.parse("""
                    {"resourceType": "Encounter", "participant": [
                      {"type": [{"coding": [%s]}], "%s": {"reference": "RelatedPerson/rosa"}}]}""".formatted(other, who(release)));
            assertThat(writer(release).giveRole(encounter, ROSA, TRANSLATOR)).isTrue();
            assertThat(release.encode(encounter))
                    .contains(other)
                    .contains("\"code\":\"translator\",\"display\":\"Translator\"");
        }
    }

    @EveryRelease
    void a_name_is_text(FhirRelease release) {
        assertThat(release.encode(new RelatedPersonWriter(release.context()).write(JANE, "Rosa <script>")))
                .isEqualTo(
                        "{\"resourceType\":\"RelatedPerson\",\"active\":true,\"patient\":{\"reference\":\"Patient/jane\"},"
                                + "\"name\":[{\"text\":\"Rosa <script>\"}]}");
    }

    @EveryRelease
    void a_sent_invitation_is_recorded(FhirRelease release) {
        IBaseResource sent = new CommunicationWriter(release.context())
                .write(
                        new EncounterId("visit"),
                        ROSA,
                        Optional.of(JANE),
                        "completed",
                        Instant.parse("2030-01-01T12:00:00.123456Z"));
        assertThat(release.encode(sent))
                .contains("\"status\":\"completed\"")
                .contains("\"subject\":{\"reference\":\"Patient/jane\"}")
                .contains("\"recipient\":[{\"reference\":\"RelatedPerson/rosa\"}]")
                .contains(
                        "\"category\":[{\"coding\":[{\"system\":"
                                + "\"http://terminology.hl7.org/CodeSystem/communication-category\",\"code\":\"notification\"}]}]")
                .contains("\"medium\":[{\"coding\":[{\"system\":"
                        + "\"http://terminology.hl7.org/CodeSystem/v3-ParticipationMode\",\"code\":\"SMSWRIT\"}]}]")
                .contains("\"value\":\"visit\"")
                .doesNotContain("Encounter/visit")
                .contains("\"sent\":\"2030-01-01T12:00:00Z\"");
    }

    @EveryRelease
    void an_invitation_is_answered_with_its_link_its_guest_and_its_end(FhirRelease release) {
        String answer = "{\"resourceType\":\"Parameters\",\"parameter\":["
                + "{\"name\":\"url\",\"valueUrl\":\"https://clinic.example/join#abc\"},"
                + "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"RelatedPerson/rosa\"}},"
                + "{\"name\":\"expires\",\"valueInstant\":\"2030-01-01T12:00:00.123Z\"}%s]}";
        assertThat(invitation(release, Optional.empty())).isEqualTo(answer.formatted(""));
        assertThat(invitation(release, Optional.of(true)))
                .isEqualTo(answer.formatted(",{\"name\":\"sent\",\"valueBoolean\":true}"));
        assertThat(invitation(release, Optional.of(false)))
                .isEqualTo(answer.formatted(",{\"name\":\"sent\",\"valueBoolean\":false}"));
    }

    private static String invitation(FhirRelease release, Optional<Boolean> sent) {
        return release.encode(new InvitationWriter(release.context())
                .write(
                        URI.create("https://clinic.example/join#abc"),
                        ROSA,
                        Instant.parse("2030-01-01T12:00:00.123456Z"),
                        sent));
    }
}

package org.telemed.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditEntry;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class TrailEventWriterTest {
    private static final Instant AT = Instant.parse("2030-01-01T10:00:00.123456Z");
    private static final Optional<EncounterId> VISIT = Optional.of(new EncounterId("e1"));
    private static final ResourceReference JANE = new ResourceReference("Patient", "jane");
    private static final ResourceReference JOHN = new ResourceReference("RelatedPerson", "john");
    private static final ResourceReference ADAM = new ResourceReference("Practitioner", "adam");
    private static final AuditActor BY_ADAM = by("https://issuer.example", Optional.of(ADAM));
    private static final String LOCAL = "https://hapi-fhir-telemed.org/fhir/NamingSystem/local-reference";
    private static final String VIDEO = "https://hapi-fhir-telemed.org/fhir/NamingSystem/video-";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    private static final String TOKEN_SENT = """
            {"resourceType":"AuditEvent",
             "type":{"system":"http://terminology.hl7.org/CodeSystem/audit-event-type","code":"rest"},
             "subtype":[{"system":"http://hl7.org/fhir/restful-interaction","code":"operation"},
              {"system":"https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-event","code":"token-sent"}],
             "action":"E","recorded":"2030-01-01T10:00:00.123Z","outcome":"0",
             "agent":[
              {"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},
               "who":{"type":"Practitioner","identifier":{
                 "system":"https://hapi-fhir-telemed.org/fhir/NamingSystem/local-reference","value":"Practitioner/adam"}},
               "requestor":true,
               "policy":["urn:ietf:params:oauth:jti:access-1","Encounter/e1","Practitioner/adam","Patient/jane"],
               "network":{"address":"192.0.2.7","type":"2"}}],
             "source":{"observer":{"type":"Device","identifier":{
               "system":"urn:ietf:rfc:3986","value":"https://clinic.example/fhir"}}},
             "entity":[
              {"what":{"identifier":{"system":"https://issuer.example","value":"sub-1"}}},
              {"what":{"type":"Patient","identifier":{
                "system":"https://hapi-fhir-telemed.org/fhir/NamingSystem/local-reference","value":"Patient/jane"}},
               "type":{"system":"http://terminology.hl7.org/CodeSystem/audit-entity-type","code":"1"},
               "role":{"system":"http://terminology.hl7.org/CodeSystem/object-role","code":"1"}},
              {"what":{"type":"Encounter","identifier":{
                "system":"https://hapi-fhir-telemed.org/fhir/NamingSystem/local-reference","value":"Encounter/e1"}},
               "type":{"system":"http://terminology.hl7.org/CodeSystem/audit-entity-type","code":"2"},
               "role":{"system":"http://terminology.hl7.org/CodeSystem/object-role","code":"4"}},
              {"what":{"identifier":{
                "system":"https://hapi-fhir-telemed.org/fhir/NamingSystem/video-token","value":"SK-1"}}}]}""";

    @EveryRelease
    void a_token_has_who_got_it_for_whose_visit_and_from_where(FhirRelease release) {
        assertThat(written(release, tokenSent())).isEqualTo(new AuditEventFixture(TOKEN_SENT).encodedIn(release));
    }

    @EveryRelease
    void a_refusal_says_why(FhirRelease release) {
        AuditEntry refused = entry(AuditKind.TOKEN_REFUSED, BY_ADAM, Map.of(AuditDetail.REASON, "not-a-participant"));
        assertThat(written(release, refused))
                .contains(
                        "\"code\":\"token-refused\"",
                        release.isR5()
                                ? "\"outcome\":{\"code\":{\"system\":\"http://hl7.org/fhir/issue-severity\",\"code\":\"error\"},"
                                        + "\"detail\":[{\"coding\":[{\"system\":"
                                        + "\"https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error\","
                                        + "\"code\":\"not-a-participant\"}]}]}"
                                : "\"outcome\":\"4\",\"outcomeDesc\":\"not-a-participant\"");
    }

    @EveryRelease
    void what_the_server_did_by_itself_it_did_as_the_custodian(FhirRelease release) {
        AuditEntry ended = entry(AuditKind.ROOM_ENDED, AuditActor.SERVER, Map.of(AuditDetail.ROOM, "RM1"));
        assertThat(written(release, ended))
                .contains(
                        "{\"system\":\"https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-event\",\"code\":\"room\"}",
                        "\"code\":\"room-ended\"",
                        "\"agent\":[{\"type\":{\"coding\":[{\"system\":\"" + PARTICIPATION + "\",\"code\":\"CST\"}]},"
                                + "\"who\":{\"identifier\":{\"system\":\"urn:ietf:rfc:3986\","
                                + "\"value\":\"https://clinic.example/fhir\"}},"
                                + "\"requestor\":false,\"policy\":[\"Encounter/e1\",\"Patient/jane\"]}]",
                        "{\"what\":{\"identifier\":{\"system\":\"" + VIDEO + "room\",\"value\":\"RM1\"}}}")
                .doesNotContain("\"rest\"", "restful-interaction");
    }

    @EveryRelease
    void a_repair_is_told_as_text(FhirRelease release) {
        AuditEntry repair = entry(AuditKind.SWEEP_REPAIR, AuditActor.SERVER, Map.of(AuditDetail.REPAIR, "room ended"));
        assertThat(written(release, repair))
                .contains(
                        release.isR5()
                                ? "\"code\":\"success\"},\"detail\":[{\"text\":\"room ended\"}]}"
                                : "\"outcome\":\"0\",\"outcomeDesc\":\"room ended\"");
    }

    @EveryRelease
    void a_callback_that_the_vendor_did_not_sign_is_a_security_alert(FhirRelease release) {
        AuditActor stranger = AuditActor.unknown(Optional.of("198.51.100.9"));
        AuditEntry refused =
                new AuditEntry(UUID.randomUUID(), AuditKind.CALLBACK_REFUSED, AT, stranger, Optional.empty(), Map.of());
        assertThat(written(release, refused, Optional.empty(), Optional.empty()))
                .contains(
                        "{\"system\":\"http://dicom.nema.org/resources/ontology/DCM\",\"code\":\"110113\"}",
                        "\"who\":{\"display\":\"unknown\"},\"requestor\":true",
                        "198.51.100.9")
                .doesNotContain("\"rest\"", "restful-interaction", "\"policy\"", "\"entity\"");
    }

    @EveryRelease
    void whom_it_is_about_is_found_as_well(FhirRelease release) {
        AuditEntry admitted = entry(AuditKind.ADMITTED, BY_ADAM, Map.of(AuditDetail.PARTICIPANT, "RelatedPerson/john"));
        assertThat(written(release, admitted))
                .contains(
                        "\"policy\":[\"urn:ietf:params:oauth:jti:access-1\",\"Encounter/e1\",\"Practitioner/adam\","
                                + "\"RelatedPerson/john\",\"Patient/jane\"]",
                        entity("RelatedPerson", "RelatedPerson/john"));
        AuditEntry herself = entry(AuditKind.ADMITTED, BY_ADAM, Map.of(AuditDetail.PARTICIPANT, "Patient/jane"));
        assertThat(written(release, herself)).contains("\"Practitioner/adam\",\"Patient/jane\"]");
    }

    @EveryRelease
    void whom_the_server_disconnected_is_named_by_their_record_and_as_the_vendor_knows_them(FhirRelease release) {
        AuditEntry ejected = entry(
                AuditKind.PARTICIPANT_EJECTED,
                AuditActor.SERVER,
                Map.of(AuditDetail.IDENTITY, "john-id", AuditDetail.STAY, "PA1", AuditDetail.TOKEN_ID, "SK-1"));
        assertThat(written(release, ejected, Optional.of(JANE), Optional.of(JOHN)))
                .contains(
                        "\"policy\":[\"Encounter/e1\",\"RelatedPerson/john\",\"Patient/jane\"]",
                        entity("RelatedPerson", "RelatedPerson/john"),
                        "{\"what\":{\"identifier\":{\"system\":\"" + VIDEO + "token\",\"value\":\"SK-1\"}}}",
                        "{\"what\":{\"identifier\":{\"system\":\"" + VIDEO + "identity\",\"value\":\"john-id\"}}}",
                        "{\"what\":{\"identifier\":{\"system\":\"" + VIDEO + "stay\",\"value\":\"PA1\"}}}");
    }

    @EveryRelease
    void a_person_who_asked_is_an_agent_and_no_entity(FhirRelease release) {
        assertThat(written(release, tokenSent(), Optional.of(JANE), Optional.of(ADAM)))
                .contains("\"Encounter/e1\",\"Practitioner/adam\",\"Patient/jane\"]")
                .doesNotContain(entity("Practitioner", "Practitioner/adam"));
    }

    @EveryRelease
    void an_issuer_that_is_no_url_names_no_system(FhirRelease release) {
        for (String issuer : List.of("the clinic", "clinic")) {
            AuditEntry sent = entry(AuditKind.TOKEN_SENT, by(issuer, Optional.empty()), Map.of());
            assertThat(written(release, sent))
                    .contains("\"who\":{\"identifier\":{\"system\":\"" + VIDEO + "identity\",\"value\":\"sub-1\"}}")
                    .doesNotContain("\"system\":\"" + issuer);
        }
    }

    @EveryRelease
    void an_event_records_its_own_kind_alone(FhirRelease release) {
        TrailEventWriter writer = new TrailEventWriter(release.context());
        IBaseResource stored = release.parse(written(release, tokenSent()));
        assertThat(writer.records(stored, tokenSent())).isTrue();
        assertThat(writer.records(stored, entry(AuditKind.TOKEN_REFUSED, BY_ADAM, Map.of())))
                .isFalse();
    }

    private static String entity(String type, String reference) {
        return "{\"what\":{\"type\":\"" + type + "\",\"identifier\":{\"system\":\"" + LOCAL + "\",\"value\":\""
                + reference + "\"}}}";
    }

    private static AuditEntry tokenSent() {
        return entry(AuditKind.TOKEN_SENT, BY_ADAM, Map.of(AuditDetail.TOKEN_ID, "SK-1"));
    }

    private static AuditActor by(String issuer, Optional<ResourceReference> person) {
        return AuditActor.of(new Caller(issuer, "sub-1", person, Optional.of("access-1")), Optional.of("192.0.2.7"));
    }

    private static AuditEntry entry(AuditKind kind, AuditActor actor, Map<AuditDetail, String> details) {
        return new AuditEntry(UUID.randomUUID(), kind, AT, actor, VISIT, details);
    }

    private static String written(FhirRelease release, AuditEntry entry) {
        return written(release, entry, Optional.of(JANE), Optional.empty());
    }

    private static String written(
            FhirRelease release,
            AuditEntry entry,
            Optional<ResourceReference> patient,
            Optional<ResourceReference> known) {
        return release.encode(
                new TrailEventWriter(release.context()).write(entry, patient, known, "https://clinic.example/fhir"));
    }
}

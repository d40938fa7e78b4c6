package org.telemed.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class IdentityRecordWriterTest {
    private static final ResourceReference ADAM = new ResourceReference("Practitioner", "adam");
    private static final Caller CALLER = new Caller(
            "https://issuer.example", "adam.careful@example.org", Optional.of(ADAM), Optional.of("jti-of-access"));

    private static final String OBSERVER = "\"source\":{\"observer\":{\"type\":\"Device\",\"identifier\":{"
            + "\"system\":\"urn:ietf:rfc:3986\",\"value\":\"https://clinic.example/fhir\"}}}";
    private static final String WHO = "\"who\":{\"type\":\"Practitioner\",\"identifier\":{"
            + "\"system\":\"https://hapi-fhir-telemed.org/fhir/NamingSystem/local-reference\","
            + "\"value\":\"Practitioner/adam\"}}";
    private static final String POLICY =
            "\"requestor\":true,\"policy\":[\"urn:ietf:params:oauth:jti:jti-of-access\",\"Encounter/e1\",\"Practitioner/adam\"]";
    private static final String ENCOUNTER = "{\"what\":{\"type\":\"Encounter\",\"identifier\":{"
            + "\"system\":\"https://hapi-fhir-telemed.org/fhir/NamingSystem/local-reference\","
            + "\"value\":\"Encounter/e1\"}}}";
    private static final String TOKEN = "{\"what\":{\"identifier\":{"
            + "\"system\":\"https://hapi-fhir-telemed.org/fhir/NamingSystem/video-token\",\"value\":\"SK-token\"}}}";
    private static final String IDENTITY = "{\"what\":{\"identifier\":{"
            + "\"system\":\"https://hapi-fhir-telemed.org/fhir/NamingSystem/video-identity\",\"value\":\"adam-id\"}}}";
    private static final String REST =
            "\"system\":\"http://terminology.hl7.org/CodeSystem/audit-event-type\",\"code\":\"rest\"";
    private static final String OPERATION =
            "{\"system\":\"http://hl7.org/fhir/restful-interaction\",\"code\":\"operation\"}";
    private static final String ISSUED =
            "{\"system\":\"https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-event\",\"code\":\"token-issued\"}";

    @ParameterizedTest
    @EnumSource(names = {"R4", "R4B"})
    void before_r5_the_identity_is_the_agents_other_id(FhirRelease release) {
        assertThat(release.encode(record(release)))
                .isEqualTo("{\"resourceType\":\"AuditEvent\",\"type\":{" + REST + "},\"subtype\":[" + OPERATION + ","
                        + ISSUED + "],\"action\":\"E\",\"recorded\":\"2026-03-01T10:00:00.123Z\",\"outcome\":\"0\","
                        + "\"agent\":[{" + WHO + ",\"altId\":\"adam-id\"," + POLICY + "}]," + OBSERVER
                        + ",\"entity\":[" + ENCOUNTER + "," + TOKEN + "]}");
    }

    @Test
    void in_r5_the_identity_is_an_entity() {
        assertThat(FhirRelease.R5.encode(record(FhirRelease.R5)))
                .isEqualTo("{\"resourceType\":\"AuditEvent\",\"category\":[{\"coding\":[{" + REST
                        + "}]}],\"code\":{\"coding\":[" + OPERATION + "," + ISSUED
                        + "]},\"action\":\"E\",\"recorded\":\"2026-03-01T10:00:00.123Z\",\"outcome\":{\"code\":{"
                        + "\"system\":\"http://hl7.org/fhir/issue-severity\",\"code\":\"success\"}},"
                        + "\"agent\":[{" + WHO + "," + POLICY + "}]," + OBSERVER + ",\"entity\":[" + IDENTITY + ","
                        + ENCOUNTER + "," + TOKEN + "]}");
    }

    @EveryRelease
    void what_was_written_is_read(FhirRelease release) {
        IBaseResource stored = release.parse(release.encode(record(release)));

        assertThat(new IdentityRecordWriter(release.context()).read(stored))
                .contains(new IdentityRecord(new EncounterId("e1"), ADAM, "adam-id"));
    }

    @EveryRelease
    void records_are_searched_for_by_the_code_they_have(FhirRelease release) {
        IdentityRecordWriter writer = new IdentityRecordWriter(release.context());
        assertThat(ISSUED).contains("\"" + writer.code() + "\"");
    }

    @EveryRelease
    void no_reference_keeps_anything_from_being_deleted(FhirRelease release) {
        assertThat(release.encode(record(release))).doesNotContain("\"reference\"");
    }

    @EveryRelease
    void the_user_id_is_not_recorded(FhirRelease release) {
        assertThat(release.encode(record(release))).doesNotContain("example.org", "issuer");
    }

    @EveryRelease
    void an_access_token_without_id_is_not_named(FhirRelease release) {
        Caller nameless = new Caller("https://issuer.example", "adam", Optional.of(ADAM), Optional.empty());

        assertThat(release.encode(record(release, nameless)))
                .contains("\"policy\":[\"Encounter/e1\",\"Practitioner/adam\"]");
    }

    @EveryRelease
    void any_other_audit_event_is_no_record(FhirRelease release) {
        String record = release.encode(record(release));
        IdentityRecordWriter records = new IdentityRecordWriter(release.context());

        assertThat(records.read(release.parse("{\"resourceType\":\"AuditEvent\"}")))
                .isEmpty();
        assertThat(records.read(release.parse(record.replace("token-issued", "joined"))))
                .isEmpty();
        assertThat(records.read(release.parse(record.replace("telemed-event", "other"))))
                .isEmpty();
    }

    @EveryRelease
    void a_record_that_was_tampered_with_says_nothing(FhirRelease release) {
        String record = release.encode(record(release));
        IdentityRecordWriter records = new IdentityRecordWriter(release.context());

        assertThat(records.read(release.parse(record.replace("Encounter/e1", "Patient/e1"))))
                .isEmpty();
        assertThat(records.read(release.parse(record.replace("Encounter/e1", "Encounter/e 1"))))
                .isEmpty();
        assertThat(records.read(release.parse(record.replace("Practitioner/adam", "adam"))))
                .isEmpty();
        assertThat(records.read(release.parse(record.replace("local-reference", "mine"))))
                .isEmpty();
    }

    private static IBaseResource record(FhirRelease release) {
        return record(release, CALLER);
    }

    private static IBaseResource record(FhirRelease release, Caller actor) {
        return new IdentityRecordWriter(release.context())
                .write(
                        new EncounterId("e1"),
                        actor,
                        ADAM,
                        "adam-id",
                        "SK-token",
                        Instant.parse("2026-03-01T10:00:00.123456789Z"),
                        "https://clinic.example/fhir");
    }
}

package org.telemed.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.caller.Caller;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class AccessEventWriterTest {
    private static final String SERVER = "https://clinic.example/fhir";
    private static final Instant AT = Instant.parse("2030-01-01T10:00:00.123456Z");
    private static final AuditActor ADAM = AuditActor.of(
            new Caller(
                    "https://issuer.example",
                    "adam",
                    Optional.of(new ResourceReference("Practitioner", "adam-careful")),
                    Optional.of("access-1")),
            Optional.of("192.0.2.7"));

    /** As HAPI's interceptor writes it, apart from its profile. */
    private static final String CAPTURED = """
            {"resourceType":"AuditEvent",
             "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Audit Event</div>"},
             "type":{"system":"http://terminology.hl7.org/CodeSystem/audit-event-type","code":"rest"},
             "subtype":[{"system":"http://hl7.org/fhir/restful-interaction","code":"vread","display":"vread"}],
             "action":"R","recorded":"2026-11-28T03:24:01.265+00:00","outcome":"0",
             "agent":[
              {"type":{"text":"client"},"who":{"display":"10.0.0.1"},"requestor":false,"network":{"address":"10.0.0.1","type":"1"}},
              {"type":{"text":"server"},"who":{"display":"https://evil.example"},"requestor":false,
               "network":{"address":"https://evil.example"}},
              {"type":{"text":"asked"},"who":{"display":"someone"},"requestor":true}],
             "source":{"site":"evil","observer":{"display":"https://evil.example"}},
             "entity":[
              {"what":{"identifier":{"value":"request-1"}},"type":{"code":"XrequestId"}},
              {"what":{"reference":"Observation/1"},"role":{"code":"4"}},
              {"what":{"reference":"Patient/jane"},"role":{"code":"1"}}]}""";

    private static final String COMPLETED = """
            {"resourceType":"AuditEvent",
             "type":{"system":"http://terminology.hl7.org/CodeSystem/audit-event-type","code":"rest"},
             "subtype":[{"system":"http://hl7.org/fhir/restful-interaction","code":"read"},
              {"system":"https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-event","code":"record-shown"}],
             "action":"R","recorded":"2030-01-01T10:00:00.123Z","outcome":"0",
             "agent":[
              {"type":{"text":"client"},"who":{"display":"10.0.0.1"},"requestor":false,"network":{"address":"192.0.2.7","type":"2"}},
              {"type":{"text":"server"},
               "who":{"identifier":{"system":"urn:ietf:rfc:3986","value":"https://clinic.example/fhir"}},"requestor":false},
              {"type":{"text":"asked"},"who":{"type":"Practitioner","identifier":{
                "system":"https://hapi-fhir-telemed.org/fhir/NamingSystem/local-reference","value":"Practitioner/adam-careful"}},
               "requestor":true,"policy":["urn:ietf:params:oauth:jti:access-1","Observation/1","Patient/jane"]}],
             "source":{"observer":{"type":"Device","identifier":{
               "system":"urn:ietf:rfc:3986","value":"https://clinic.example/fhir"}}},
             "entity":[
              {"what":{"identifier":{"value":"request-1"}},"type":{"code":"XrequestId"}},
              {"what":{"type":"Observation","identifier":{
                "system":"https://hapi-fhir-telemed.org/fhir/NamingSystem/local-reference","value":"Observation/1"}},"role":{"code":"4"}},
              {"what":{"type":"Patient","identifier":{
                "system":"https://hapi-fhir-telemed.org/fhir/NamingSystem/local-reference","value":"Patient/jane"}},"role":{"code":"1"}},
              {"what":{"identifier":{"system":"https://issuer.example","value":"adam"}}}]}""";

    @EveryRelease
    void the_event_says_who_saw_what_and_refers_to_nothing(FhirRelease release) {
        assertThat(completed(release, balpEvent(release), ADAM))
                .isEqualTo(new AuditEventFixture(COMPLETED).encodedIn(release));
    }

    @EveryRelease
    void only_in_r4_it_claims_balps_profile(FhirRelease release) {
        String profiled =
                balpEvent(release).replaceFirst("\\{", "{\"meta\":{\"profile\":[\"https://profiles.ihe.net/BALP\"]},");
        assertThat(completed(release, profiled, ADAM).contains("https://profiles.ihe.net/BALP"))
                .isEqualTo(release == FhirRelease.R4);
    }

    @EveryRelease
    void a_record_that_is_named_twice_is_found_once(FhirRelease release) {
        assertThat(completed(release, balpEvent(release).replace("Observation/1", "Patient/jane"), ADAM))
                .contains("\"policy\":[\"urn:ietf:params:oauth:jti:access-1\",\"Patient/jane\"]");
    }

    @EveryRelease
    void what_is_stored_elsewhere_stays_as_it_is(FhirRelease release) {
        assertThat(completed(
                        release,
                        balpEvent(release).replace("Observation/1", "https://other.example/Observation/1"),
                        ADAM))
                .contains(
                        "\"what\":{\"reference\":\"https://other.example/Observation/1\"}",
                        "\"policy\":[\"urn:ietf:params:oauth:jti:access-1\",\"Patient/jane\"]");
    }

    @EveryRelease
    void codes_of_others_stay_beside_the_interaction(FhirRelease release) {
        String more = "{\"system\":\"https://vendor.example\",\"code\":\"vread\",\"display\":\"A read\"}";
        String event = balpEvent(release).replace("\"display\":\"vread\"}", "\"display\":\"vread\"}," + more);
        assertThat(completed(release, event, ADAM))
                .contains("{\"system\":\"http://hl7.org/fhir/restful-interaction\",\"code\":\"read\"}," + more);
    }

    @EveryRelease
    void a_login_without_a_record_is_named_as_its_issuer_knows_it(FhirRelease release) {
        Caller stranger = new Caller("https://issuer.example", "adam", Optional.empty(), Optional.empty());
        assertThat(completed(release, balpEvent(release), AuditActor.of(stranger, Optional.empty())))
                .contains(
                        "\"who\":{\"identifier\":{\"system\":\"https://issuer.example\",\"value\":\"adam\"}},\"requestor\":true,"
                                + "\"policy\":[\"Observation/1\",\"Patient/jane\"]")
                .doesNotContain("someone");
    }

    @EveryRelease
    void nobody_is_unknown_and_so_is_a_machine_without_an_address(FhirRelease release) {
        String nameless = balpEvent(release).replace("\"who\":{\"display\":\"10.0.0.1\"},", "");
        assertThat(completed(release, nameless, AuditActor.unknown(Optional.empty())))
                .contains(
                        "{\"type\":{\"text\":\"client\"},\"who\":{\"display\":\"unknown\"},\"requestor\":false",
                        "{\"type\":{\"text\":\"asked\"},\"who\":{\"display\":\"unknown\"},\"requestor\":true")
                .doesNotContain("192.0.2.7");
    }

    @EveryRelease
    void an_event_records_its_own_kind_of_access_alone(FhirRelease release) {
        AccessEventWriter writer = new AccessEventWriter(release.context());
        IBaseResource event = release.parse(balpEvent(release));
        assertThat(writer.records(event, AccessKind.SHOWN)).isFalse();
        writer.complete(event, AccessKind.WRITTEN, "update", ADAM, AT, SERVER);
        assertThat(writer.records(event, AccessKind.WRITTEN)).isTrue();
        assertThat(writer.records(event, AccessKind.SHOWN)).isFalse();
    }

    private static String completed(FhirRelease release, String balpEvent, AuditActor actor) {
        IBaseResource event = release.parse(balpEvent);
        new AccessEventWriter(release.context()).complete(event, AccessKind.SHOWN, "read", actor, AT, SERVER);
        return release.encode(event);
    }

    /** HAPI's conversion to R5 keeps the digit of the outcome, and has no place for addresses. */
    private static String balpEvent(FhirRelease release) {
        return new AuditEventFixture(CAPTURED)
                .in(release)
                .replace(
                        "http://hl7.org/fhir/issue-severity\",\"code\":\"success",
                        "http://example.org/outcome\",\"code\":\"0")
                .replaceAll(",\\s*\"networkString\":\"[^\"]*\"", "");
    }
}

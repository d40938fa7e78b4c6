package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.core.audit.AuditKind;
import org.telemed.fhir.audit.AccessKind;

/** Somebody reads the audit trail without the right to, writes into it, or fills the database with it. */
public interface AuditTrailIsTheServers extends Acceptance {

    String OURS = "telemed-event";

    /** Every way to AuditEvents. */
    static Stream<String> waysToTheTrail() {
        return Stream.of(
                "AuditEvent",
                "AuditEvent?_summary=count",
                "AuditEvent?policy=Patient/jane-doe",
                "AuditEvent?_elements=id",
                "AuditEvent/%s",
                "AuditEvent/%s/_history",
                "AuditEvent/%s/_history/1",
                "AuditEvent/_history",
                "_history",
                "?_type=AuditEvent",
                "Encounter?_revinclude=AuditEvent:entity",
                "Encounter?_revinclude=*",
                "Patient?_revinclude=AuditEvent:patient",
                "Patient?_has:AuditEvent:patient:_id=%s",
                "Patient/jane-doe/$everything",
                "Encounter/visit-arrived/$everything",
                "AuditEvent/%s/$meta",
                "$graphql?query={AuditEvent(id:\"%s\"){id}}");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.AuditTrailIsTheServers#waysToTheTrail")
    default void without_a_scope_on_it_nobody_sees_anything_of_it(String way) {
        String id = anEvent().path("id").asText();
        String path =
                way.replace("%s", id).replace("{", "%7B").replace("}", "%7D").replace("\"", "%22");
        for (String scope : List.of(
                "user/Encounter.cruds user/Patient.cruds user/Practitioner.rs",
                "patient/*.rs",
                "user/AuditEvent.cu",
                "launch openid fhirUser")) {
            Caller caller = with(host().tokenWith(Map.of(
                    "sub", "curious", "fhirUser", "Patient/jane-doe", "patient", "jane-doe", "scope", scope)));
            for (Answer answer : List.of(caller.get(path), caller.post("", batchOf(path)))) {
                assertThat(answer.body())
                        .as(scope)
                        .doesNotContain(OURS, "\"resourceType\":\"AuditEvent\"", "\"resourceType\": \"AuditEvent\"");
            }
        }
    }

    @Test
    default void neither_the_patient_nor_another_sees_it_by_scopes_of_a_patient() {
        String id = anEvent().path("id").asText();
        for (String client : List.of("jane", "guardian")) {
            Caller patient = with(host().tokenOf("jane", "patient/*.rs"));
            assertThat(patient.get("AuditEvent/" + id).status()).as(client).isIn(403, 404);
            assertThat(patient.get("AuditEvent?policy=Patient/jane-doe").body()).doesNotContain(OURS);
            assertThat(patient.get("AuditEvent?_summary=count")
                            .json()
                            .path("total")
                            .asInt(0))
                    .isZero();
        }
    }

    /** All of our codes, also those of an audit that is switched off. */
    static Stream<String> codes() {
        return Stream.of(
                        Stream.of("token-issued", "joined", "left", "attendance", "room"),
                        Stream.of(AuditKind.values()).map(AuditKind::code),
                        Stream.of(AccessKind.values()).map(AccessKind::code))
                .flatMap(kinds -> kinds);
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.AuditTrailIsTheServers#codes")
    default void nobody_writes_an_event_of_any_kind_of_ours(String code) {
        ObjectNode event = anEvent().deepCopy();
        event.remove(List.of("id", "meta"));
        String forged = event.toString().replace("token-refused", code);
        String id = UUID.randomUUID().toString();
        for (String client : List.of("clinic", "adam")) {
            assertThat(as(client).post("AuditEvent", forged).status()).isEqualTo(403);
            assertThat(as(client)
                            .put("AuditEvent/" + id, forged.replaceFirst("\\{", "{\"id\":\"" + id + "\","))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(as("clinic").get("AuditEvent/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"op\":\"replace\",\"path\":\"/action\",\"value\":\"R\"}]",
                "[{\"op\":\"remove\",\"path\":\"/entity\"}]"
            })
    default void nobody_changes_or_deletes_one(String patch) {
        JsonNode event = anEvent();
        String path = "AuditEvent/" + event.path("id").asText();
        Caller clinic = as("clinic");
        List<Answer> attempts = new ArrayList<>();
        attempts.add(clinic.patch(path, "application/json-patch+json", patch));
        attempts.add(clinic.deletes(path));
        attempts.add(clinic.deletes("AuditEvent?_id=" + event.path("id").asText()));
        attempts.add(clinic.post(
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"DELETE\",\"url\":\"%s\"}}]}"
                        .formatted(path)));
        assertThat(attempts).extracting(Answer::status).containsOnly(403);
        assertThat(clinic.get(path).expecting(200).json()).isEqualTo(event);
    }

    @Test
    default void a_flood_of_refused_requests_is_bounded() {
        String person = "Practitioner/flood-" + UUID.randomUUID();
        Caller flood = with(host().tokenWith(Map.of("sub", person, "fhirUser", person, "scope", "user/Patient.r")));
        String id = "flood-" + UUID.randomUUID();
        Instant start = Instant.now();
        for (int request = 0; request < 30; request++) {
            flood.asksForToken(id).expecting(403);
            flood.createsRoomOn(id).expecting(403);
            flood.endsRoomOf(id).expecting(403);
        }
        long minutes = Duration.between(start, Instant.now()).toMinutes() + 1;
        for (String code : List.of("token-refused", "room-refused", "end-refused")) {
            await(code)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !auditEvents(person, code).isEmpty());
        }
        as("jane").asksForToken(aRoomFor(aVisitOfJaneWithAdam())).expecting(200);
        for (String code : List.of("token-refused", "room-refused", "end-refused")) {
            assertThat(auditEvents(person, code).size()).isLessThanOrEqualTo((int) (3 * minutes));
        }
    }

    @Test
    default void who_has_no_valid_token_leaves_nothing_in_the_trail() {
        String id = "stranger-" + UUID.randomUUID();
        for (String token : List.of("", "no.access.token")) {
            Caller stranger = with(token);
            for (int attempt = 0; attempt < 10; attempt++) {
                stranger.asksForToken(id).expecting(401);
                stranger.endsRoomOf(id).expecting(401);
                stranger.send(stranger.request("Encounter/" + id + "/$create-telemed-room")
                                .POST(BodyPublishers.noBody()))
                        .expecting(401);
            }
        }
        as("eve").endsRoomOf(id).expecting(403);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> auditEvents("Encounter/" + id, "end-refused").size() == 1);
        for (String code : List.of("token-refused", "room-refused")) {
            assertThat(auditEvents("Encounter/" + id, code)).isEmpty();
        }
    }

    /** A refusal that names jane. */
    private JsonNode anEvent() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("eve").asksForToken(id).expecting(403);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !auditEvents("Encounter/" + id, "token-refused").isEmpty());
        return auditEvents("Encounter/" + id, "token-refused").get(0);
    }

    private static String batchOf(String path) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"%s\"}}]}"
                .formatted(path);
    }
}

package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each token, each refusal and what becomes of a room leaves an AuditEvent; the searches of the README find them. */
public interface AuditTrailOfVisits extends Acceptance {

    @Test
    default void each_token_is_found_by_its_visit_with_its_id_and_without_itself() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        List<String> tokens = List.of(
                as("jane").asksForToken(id).expecting(200).parameter("token"),
                as("jane").asksForToken(id).expecting(200).parameter("token"));
        List<JsonNode> events = soon(2, "token-sent", "Encounter/" + id);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.at("/agent/0/who/identifier/value").asText()).isEqualTo("Patient/jane-doe");
            assertThat(addressIn(event)).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
            assertThat(patientIn(event)).isEqualTo("Patient/jane-doe");
            assertThat(event.toString()).contains("Encounter/" + id, "\"RM");
            tokens.forEach(token -> assertThat(List.of(token.split("\\."))).noneMatch(event.toString()::contains));
        });
        assertThat(events.stream().map(AuditTrailOfVisits::tokenIn).distinct()).hasSize(2);
        assertThat(auditEvents("Patient/jane-doe", "token-sent")).isNotEmpty();
    }

    @Test
    default void a_refusal_says_who_and_why() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("eve").asksForToken(id).expecting(403);
        assertThat(soon(1, "token-refused", "Encounter/" + id)).singleElement().satisfies(event -> {
            assertThat(event.at("/agent/0/who/identifier/value").asText()).isEqualTo("Practitioner/eve-outsider");
            assertThat(patientIn(event)).isEqualTo("Patient/jane-doe");
            assertThat(reasonIn(event)).isEqualTo("not-a-participant");
        });
        assertThat(auditEvents("Encounter/" + id, "token-sent")).isEmpty();
    }

    @Test
    default void who_was_let_in_and_who_was_refused_is_found_by_the_documented_searches() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("jane").asksForToken(id).expecting(200);
        as("eve").asksForToken(id).expecting(403);
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id).finished()).expecting(200);
        assertRefused(as("adam").createsRoomOn(id), 422, "business-rule", "encounter-closed");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> found("who was refused, and why", id).size() >= 2);
        assertThat(found("who was refused, and why", id))
                .extracting(AuditTrailOfVisits::reasonIn)
                .containsExactlyInAnyOrder("not-a-participant", "encounter-closed");
        assertThat(found("who was let into a visit", id))
                .singleElement()
                .satisfies(event -> assertThat(
                                event.at("/agent/0/who/identifier/value").asText())
                        .isEqualTo("Patient/jane-doe"));
        assertThat(found("who was refused in all visits", id)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(found("who opened the room, or ended it", id)).isNotEmpty();
    }

    @Test
    default void a_refused_end_is_found_too() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").deletes("Encounter/" + id).expecting(200);
        assertRefused(as("adam").endsRoomOf(id), 410, "deleted", "encounter-deleted");
        assertThat(soon(1, "end-refused", "Encounter/" + id)).singleElement().satisfies(event -> {
            isByAdam(event);
            assertThat(reasonIn(event)).isEqualTo("encounter-deleted");
        });
    }

    @Test
    default void a_stranger_who_tries_often_does_not_fill_the_database() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller stranger = with(host().tokenWith(
                        Map.of("sub", "stranger-" + UUID.randomUUID(), "fhirUser", "Practitioner/eve-outsider")));
        for (int attempt = 0; attempt < 12; attempt++) {
            stranger.asksForToken(id).expecting(403);
        }
        as("jane").asksForToken(id).expecting(200);
        soon(1, "token-sent", "Encounter/" + id);
        assertThat(auditEvents("Encounter/" + id, "token-refused")).hasSizeBetween(3, 6);
    }

    @Test
    default void a_room_is_opened_ended_and_opened_by_somebody() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String room = stored(id).room();
        as("adam").endsRoomOf(id).expecting(200);
        as("adam").createsRoomOn(id).expecting(200);
        assertThat(soon(2, "room-opened", "Encounter/" + id))
                .anyMatch(event -> event.toString().contains(room))
                .allSatisfy(AuditTrailOfVisits::isByAdam);
        assertThat(soon(1, "room-ended", "Encounter/" + id)).singleElement().satisfies(event -> {
            isByAdam(event);
            assertThat(event.toString()).contains(room);
        });
    }

    @Test
    default void a_room_that_is_opened_again_says_for_whom() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        twilio().completed(stored(id).room());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> as("jane")
                        .get("Encounter/" + id + "/$telemed-token")
                        .errorCode()
                        .equals("room-lapsed"));
        as("jane").asksForToken(id).expecting(200);
        assertThat(soon(1, "room-replaced", "Encounter/" + id))
                .singleElement()
                .satisfies(event -> assertThat(
                                event.at("/agent/0/who/identifier/value").asText())
                        .isEqualTo("Patient/jane-doe"));
    }

    @Test
    default void who_is_taken_off_is_named_and_so_is_the_end_of_the_visit() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        Answer tablet = as("tablet").asksForToken(id).expecting(200);
        twilio().joins(tablet.parameter("room"), tablet.parameter("token")).expecting(201);
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        assertThat(soon(1, "participant-ejected", "Encounter/" + id))
                .first()
                .satisfies(event -> assertThat(event.toString())
                        .contains("Device/home-tablet", tablet.parameter("room"), tablet.parameter("identity")));
        assertThat(auditEvents("Device/home-tablet", "participant-ejected")).isNotEmpty();
        as("adam").deletes("Encounter/" + id).expecting(200);
        soon(1, "room-ended", "Encounter/" + id);
    }

    @Test
    default void a_callback_that_twilio_did_not_sign_is_found() {
        int before = withCode("callback-refused").size();
        host().http()
                .send(host().http()
                        .request("/telemed/twilio/callback", "")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Twilio-Signature", "guessed")
                        .POST(BodyPublishers.ofString("RoomSid=x")))
                .expecting(403);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> withCode("callback-refused").size() > before);
        assertThat(withCode("callback-refused"))
                .allSatisfy(event -> assertThat(addressIn(event)).isNotEmpty());
    }

    @Test
    default void nobody_else_writes_an_entry_of_the_trail() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("eve").asksForToken(id).expecting(403);
        ObjectNode event = soon(1, "token-refused", "Encounter/" + id).get(0).deepCopy();
        String path = "AuditEvent/" + event.path("id").asText();
        assertRefused(as("clinic").put(path, event.put("action", "R").toString()), 403, "forbidden", "not-allowed");
        assertRefused(as("clinic").deletes(path), 403, "forbidden", "not-allowed");
        event.remove(List.of("id", "meta"));
        assertRefused(as("clinic").post("AuditEvent", event.toString()), 403, "forbidden", "not-allowed");
    }

    private List<JsonNode> soon(int number, String code, String policy) {
        await(code)
                .atMost(Duration.ofSeconds(20))
                .until(() -> auditEvents(policy, code).size() >= number);
        return auditEvents(policy, code);
    }

    /** What the search finds that the README documents for that question. */
    private List<JsonNode> found(String question, String encounter) {
        Caller auditor = as("adam");
        String search = DocumentedSearches.of(question, "Encounter/" + encounter, host().release());
        List<JsonNode> events = new ArrayList<>();
        auditor.send(auditor.request(search + "&_count=200")
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .json()
                .path("entry")
                .forEach(entry -> events.add(entry.path("resource")));
        return events;
    }

    private List<JsonNode> withCode(String code) {
        String parameter = host().release().isR5() ? "code" : "subtype";
        Caller adam = as("adam");
        return adam.send(adam.request("AuditEvent?" + parameter
                                + "=https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-event%7C" + code
                                + "&_count=200")
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .json()
                .findValues("resource");
    }

    private static void isByAdam(JsonNode event) {
        assertThat(event.at("/agent/0/who/identifier/value").asText()).isEqualTo("Practitioner/adam-careful");
    }

    private static String addressIn(JsonNode event) {
        return event.at("/agent/0/network/address").asText()
                + event.at("/agent/0/networkString").asText();
    }

    private static String reasonIn(JsonNode event) {
        return event.path("outcomeDesc").asText()
                + event.at("/outcome/detail/0/coding/0/code").asText();
    }

    private static String tokenIn(JsonNode event) {
        return identifierIn(event, "video-token");
    }

    /** The entity with BALP's role of a patient. */
    private static String patientIn(JsonNode event) {
        return event.path("entity").findValues("role").stream()
                        .anyMatch(role -> role.toString().contains("object-role\",\"code\":\"1\""))
                ? identifierIn(event, "local-reference")
                : "";
    }

    private static String identifierIn(JsonNode event, String system) {
        return event.path("entity").findValues("identifier").stream()
                .filter(identifier -> identifier.path("system").asText().endsWith("/" + system))
                .map(identifier -> identifier.path("value").asText())
                .limit(1)
                .collect(Collectors.joining());
    }
}

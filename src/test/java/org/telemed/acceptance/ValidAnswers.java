package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.conformance.Conformance;
import org.telemed.fhir.EncounterFixture;

/** What the server answers and records is FHIR as HAPI's validator sees it, with the official definitions and ours. */
public interface ValidAnswers extends Acceptance {

    @Test
    default void an_encounter_with_a_room_is_valid() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet", "{\"start\":\"2024-01-01\"}"));
        assertValidEncounter(stored(id).json());
        assertValidEncounter(
                encounterIn(as("adam").createsRoomOn("visit-arrived")).json());
    }

    @Test
    default void an_encounter_whose_call_was_ended_is_valid() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertValidEncounter(encounterIn(as("adam").endsRoomOf(id)).json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    default void an_encounter_with_or_without_a_waiting_room_is_valid(String value) {
        String visit = aVisitOfJaneWithAdam().json(host().release());
        assertValidEncounter(encounterIn(as("adam").post("Encounter/$create-telemed-room?waitingRoom=" + value, visit))
                .json());
    }

    @Test
    default void a_placeholder_is_valid() {
        assertValidEncounter(
                stored(aStored(aVisitOfJaneWithAdam().withPlaceholder())).json());
    }

    @Test
    default void an_answer_with_a_token_is_valid() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertValid(as("jane").asksForToken(id).expecting(200).json());
    }

    @Test
    default void a_record_of_a_token_is_valid() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("jane").asksForToken(id).expecting(200);
        assertThat(auditEvents("Encounter/" + id, "token-issued"))
                .singleElement()
                .satisfies(this::assertValid);
    }

    @Test
    default void entries_of_the_audit_trail_are_valid() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        Answer token = as("tablet").asksForToken(id).expecting(200);
        as("eve").asksForToken(id).expecting(403);
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        !auditEvents("Encounter/" + id, "participant-ejected").isEmpty());
        as("adam").endsRoomOf(id).expecting(200);
        for (String code : List.of("token-sent", "token-refused", "room-opened", "participant-ejected", "room-ended")) {
            await(code)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !auditEvents("Encounter/" + id, code).isEmpty());
            assertThat(auditEvents("Encounter/" + id, code)).allSatisfy(this::assertValid);
        }
    }

    @Test
    default void records_of_who_came_and_went_are_valid() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer token = as("jane").asksForToken(id).expecting(200);
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        twilio().leaves(token.parameter("room"), token.parameter("identity"));
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(auditEventsOf(id))
                        .anyMatch(event -> event.toString().contains("\"joined\""))
                        .anyMatch(event -> event.toString().contains("\"left\"")));
        assertThat(auditEventsOf(id)).hasSizeGreaterThan(2).allSatisfy(this::assertValid);
    }

    @Test
    default void a_status_is_valid() {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet", "{\"end\":\"2020-01-31\"}"));
        Answer token = as("jane").asksForToken(id).expecting(200);
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        Instant someday = Instant.now().plus(Duration.ofDays(300)).truncatedTo(ChronoUnit.SECONDS);
        String early = aRoomFor(aVisitOfJaneWithAdam().planned().starting(someday.toString()));
        for (String visit : List.of(id, early)) {
            assertValid(as("adam").asksForStatus(visit).expecting(200).json());
            assertValid(as("jane").asksForStatus(visit).expecting(200).json());
        }
    }

    @Test
    default void refusals_are_valid() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        EncounterFixture someday = aVisitOfJaneWithAdam().planned().starting("2199-01-01T10:00:00Z");
        Caller adam = as("adam");
        List<Answer> refusals = List.of(
                as("eve").asksForToken(id),
                as("jane").asksForToken("never-seen"),
                adam.createsRoomFor("{}"),
                adam.createsRoomFor("{\"resourceType\":\"Encounter\"}"),
                adam.createsRoomFor(aVisit().inProgress().withSubject("Patient/nobody")),
                adam.createsRoomFor(aVisitOfJaneWithAdam().finished()),
                adam.asksForToken(aRoomFor(someday)),
                adam.asksForToken(aStored(aVisitOfJaneWithAdam())),
                adam.send(adam.request("Encounter/" + id + "/$create-telemed-room?maxParticipants=51")
                        .POST(BodyPublishers.noBody())));
        assertThat(refusals).allSatisfy(this::assertValidRefusal);
        if (host().leavesLoginToUs()) {
            assertValidRefusal(with("").asksForToken(id));
            assertValidRefusal(with("no.access.token").asksForToken(id));
        }
    }

    private void assertValidRefusal(Answer refusal) {
        assertThat(refusal.status()).isBetween(400, 499);
        assertThat(refusal.errorCode()).isNotEmpty();
        assertValid(refusal.json());
    }

    @Test
    default void the_capability_statement_is_valid() {
        assertValid(as("adam").get("metadata").expecting(200).json());
    }

    private void assertValidEncounter(JsonNode encounter) {
        assertValid(encounter, "https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-encounter");
    }

    private void assertValid(JsonNode resource, String... profiles) {
        assertThat(Conformance.in(host().release()).unexplained(resource.toString(), profiles))
                .as(resource.toPrettyString())
                .isEmpty();
    }

    /** Their references are logical, so no search finds them by these; they are among the newest of all. */
    private List<JsonNode> auditEventsOf(String encounter) {
        Caller adam = as("adam");
        JsonNode newest = adam.send(adam.request("AuditEvent?_sort=-_lastUpdated&_count=200")
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .json();
        return StreamSupport.stream(newest.path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .filter(event -> event.toString().contains("\"Encounter/" + encounter + "\""))
                .toList();
    }
}

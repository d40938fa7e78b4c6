package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's table of errors, row by row; what Twilio does wrong is in {@link ProviderFaults}. */
public interface ErrorTable extends Acceptance {

    @ParameterizedTest
    @ValueSource(strings = {"", "not-a-token"})
    default void login_required(String token) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (Answer answer : new Answer[] {
            with(token).asksForToken(id),
            changingNothing(() -> with(token).createsRoomOn(id)),
            changingNothing(() -> with(token).createsRoomFor(aVisitOfJaneWithAdam()))
        }) {
            assertLoginRequired(answer, "login");
        }
    }

    @Test
    default void login_required_because_the_token_has_expired() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String expired = host().tokenWith(Map.of(
                "sub",
                "jane",
                "fhirUser",
                "Patient/jane-doe",
                "iat",
                Instant.now().minusSeconds(7200),
                "exp",
                Instant.now().minusSeconds(3600)));
        Answer answer = with(expired).asksForToken(id);
        assertLoginRequired(answer, host().tellsExpired() ? "expired" : "login");
    }

    private void assertLoginRequired(Answer answer, String issueCode) {
        if (host().leavesLoginToUs()) {
            assertRefused(answer, 401, issueCode, "login-required");
        }
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    default void login_required_because_the_token_has_no_user() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String nobody = host().tokenWith(Map.of("sub", " ", "fhirUser", "Patient/jane-doe"));
        assertLoginRequired(with(nobody).asksForToken(id), "login");
    }

    @Test
    default void not_a_participant() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertRefused(as("eve").asksForToken(id), 403, "forbidden", "not-a-participant");
        Answer withoutProfile = as("clinic").asksForToken(id);
        assertRefused(withoutProfile, 403, "forbidden", "not-a-participant");
        assertThat(withoutProfile.issue().path("diagnostics").asText()).contains("fhirUser");
    }

    @Test
    default void an_outsider_learns_neither_phase_nor_room() {
        String over = aStored(aVisitOfJaneWithAdam().finished());
        String planned = aStored(aVisitOfJaneWithAdam().planned().starting("2199-01-01T10:00:00Z"));
        String withRoom = aRoomFor(aVisitOfJaneWithAdam());
        String body = as("eve").asksForToken(over).body();
        assertThat(as("eve").asksForToken(planned).body()).isEqualTo(body);
        assertThat(as("eve").asksForToken(withRoom).body()).isEqualTo(body);
    }

    @Test
    default void encounter_not_found() {
        assertRefused(as("jane").asksForToken("never-seen"), 404, "not-found", "encounter-not-found");
        assertRefused(
                changingNothing(() -> as("adam").createsRoomOn("never-seen")), 404, "not-found", "encounter-not-found");
    }

    @Test
    default void encounter_deleted() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").deletes("Encounter/" + id).expecting(200);
        assertRefused(as("jane").asksForToken(id), 410, "deleted", "encounter-deleted");
        assertRefused(changingNothing(() -> as("adam").createsRoomOn(id)), 410, "deleted", "encounter-deleted");
    }

    @Test
    default void bad_request() {
        String unknownPerson =
                aVisit().inProgress().withParticipant("Practitioner/nobody").json(host().release());
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"jane-doe\"}";
        for (String body : new String[] {"", "{", "[]", "{}", "nonsense", patient, parameters(""), unknownPerson}) {
            Answer answer = changingNothing(() -> as("adam").createsRoomFor(body));
            assertRefused(answer, 400, "invalid", "bad-request");
        }
    }

    @Test
    default void bad_request_for_a_token() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (String query : new String[] {
            "",
            "?encounterId=",
            "?encounterId=Encounter/" + id + "/_history/1",
            "?encounterId=" + id + "/_history/1",
            "?encounterId=https://elsewhere.example/fhir/Encounter/" + id,
            "?encounterId=Patient/" + id,
            "?encounterId=" + id + "&encounterId=" + id
        }) {
            assertRefused(as("jane").get("Encounter/$telemed-token" + query), 400, "invalid", "bad-request");
        }
    }

    @Test
    default void invalid_encounter() {
        String wrongType =
                aVisit().inProgress().withParticipant("Patient/jane-doe").json(host().release());
        String wrongSubject =
                aVisit().inProgress().withSubject("Practitioner/adam-careful").json(host().release());
        String noStatus = aVisit().withSubject("Patient/jane-doe").json(host().release());
        for (String body : host().release().isR5()
                ? new String[] {wrongSubject, noStatus}
                : new String[] {wrongType, wrongSubject, noStatus}) {
            Answer answer = changingNothing(() -> as("adam").createsRoomFor(body));
            assertRefused(answer, 422, "invalid", "invalid-encounter");
        }
    }

    @Test
    default void what_can_be_refused_without_twilio_is() {
        twilio().forgetsRequests();
        bad_request();
        invalid_encounter();
        assertThat(twilio().requests("POST /v1/Rooms")).isEmpty();
    }

    @Test
    default void too_large() {
        String large = aVisitOfJaneWithAdam()
                .with("text", "{\"status\":\"generated\",\"div\":\"<div>" + "x".repeat(20 << 20) + "</div>\"}")
                .json(host().release());
        assertRefused(changingNothing(() -> as("adam").createsRoomFor(large)), 413, "too-long", "too-large");
    }

    @Test
    default void conflict_because_if_match_fails() {
        String id = aStored(aVisitOfJaneWithAdam());
        Caller adam = as("adam");
        Answer answer = changingNothing(() -> adam.send(adam.request("Encounter/$create-telemed-room")
                .header("Content-Type", Http.FHIR_JSON)
                .header("If-Match", "W/\"7\"")
                .POST(BodyPublishers.ofString(aVisitOfJaneWithAdam().withId(id).json(host().release())))));
        assertRefused(answer, 409, "conflict", "conflict");
    }

    @Test
    default void room_name_taken() {
        String id = aStored(aVisitOfJaneWithAdam());
        JsonNode theirs = twilio().opened("UniqueName=" + id + "&StatusCallback=https://another.example/callback");
        Answer answer = changingNothing(() -> as("adam").createsRoomOn(id));
        assertRefused(answer, 409, "conflict", "room-name-taken");
        assertThat(stored(id).version()).isEqualTo("1");
        assertThat(twilio().room(theirs.path("sid").asText()).path("status").asText())
                .isEqualTo("in-progress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RM0123456789abcdef0123456789abcdef", "rm0123456789ABCDEF0123456789ABCDEF"})
    default void unusable_id(String id) {
        as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(201);
        try {
            Answer answer = changingNothing(() -> as("adam").createsRoomOn(id));
            assertRefused(answer, 422, "business-rule", "unusable-id");
            assertRefused(
                    changingNothing(() ->
                            as("adam").createsRoomFor(aVisitOfJaneWithAdam().withId(id))),
                    422,
                    "business-rule",
                    "unusable-id");
        } finally {
            as("adam").deletes("Encounter/" + id).expecting(200);
        }
    }
}

package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.acceptance.EventStream.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.EventStream;
import org.telemed.acceptance.Http;
import org.telemed.acceptance.WaitingRooms;
import org.telemed.fhir.EncounterFixture;

/** Somebody who has to wait gets a token all the same, stays inside when they are sent out. */
public interface PastTheWaitingRoom extends WaitingRooms {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST Encounter/ID/$telemed-token",
                "GET Encounter/ID/$telemed-token",
                "HEAD Encounter/ID/$telemed-token",
                "POST Encounter/$telemed-token?encounterId=ID",
                "POST Encounter/$telemed-token?encounterId=Encounter/ID",
                "GET Encounter/$telemed-token?encounterId=ID",
                "GET Encounter/$telemed-token?encounterId=Encounter/ID/_history/1",
                "GET Encounter/ID/_history/1/$telemed-token",
                "POST Encounter/ID/$telemed-token?encounterId=visit-arrived",
                "POST Encounter/ID/$telemed-token?waitingRoom=false",
                "POST Encounter/ID/$telemed-token?_format=xml",
                "POST Encounter/ID/$telemed-token?_method=GET"
            })
    default void no_form_of_the_request_passes_by(String form) {
        String id = aVisitWithAWaitingRoom();
        String method = form.substring(0, form.indexOf(' '));
        Caller jane = as("jane");
        Answer refused =
                jane.send(jane.request(form.substring(method.length() + 1).replace("ID", id))
                        .header("X-HTTP-Method-Override", "GET")
                        .header("Prefer", "return=minimal")
                        .method(method, BodyPublishers.noBody()));
        assertThat(refused.status()).isIn(400, 405, 422);
        assertThat(refused.body()).doesNotContain("eyJ", "\"RM", stored(id).room());
    }

    @Test
    default void neither_does_the_zapehr_api() {
        String id = aVisitWithAWaitingRoom();
        for (String named : List.of(id, "Encounter/" + id)) {
            Answer refused = v1Token("jane", named);
            assertThat(refused.status()).as(refused::body).isEqualTo(422);
            assertThat(refused.json().path("code").asText()).isEqualTo("4013");
            assertThat(refused.body()).doesNotContain("eyJ");
        }
        assertThat(statusOfOnlyTask(id)).as("the arrival").isEqualTo("requested");
        as("adam").dismisses(id, "out", JANE).expecting(200);
        assertThat(v1Token("jane", id).status()).isEqualTo(403);
        assertThat(v1Token("jane", id).json().path("code").asText()).isEqualTo("4003");
        as("adam").admits(id, JANE).expecting(200);
        assertThat(v1Token("jane", id).status()).isEqualTo(200);
    }

    private Answer v1Token(String client, String id) {
        return host().http().get("/v1/telemed/token?encounterId=" + id, host().tokenOf(client));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/jane-doe", "Patient/jane-doe/_history/1", "BASE/Patient/jane-doe"})
    default void another_spelling_of_a_profile_is_the_same_person(String profile) {
        String id = aVisitWithAWaitingRoom();
        as("adam").dismisses(id, "out", JANE).expecting(200);
        Caller jane = with(host().tokenWith(Map.of(
                "sub",
                "another-login",
                "fhirUser",
                profile.replace("BASE", host().http().root() + "/fhir"),
                "scope",
                List.of("user/Encounter.rs"))));
        assertThat(jane.asksForToken(id).status()).isEqualTo(403);
        assertThat(arrivals(id)).hasSize(1);
    }

    @Test
    default void a_token_from_before_the_dismissal_is_of_no_use_after_it() {
        String id = aVisitWithAWaitingRoom();
        as("adam").admits(id, JANE).expecting(200);
        Answer old = as("jane").asksForToken(id).expecting(200);
        String room = old.parameter("room");
        as("adam").dismisses(id, "out", JANE).expecting(200);
        for (int time = 0; time < 3 && twilio().isInProgress(room); time++) {
            Answer joined = twilio().joins(room, old.parameter("token"));
            if (joined.status() == 201) {
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> twilio().connected(room).isEmpty());
            }
        }
        assertThat(stateOf("jane", id)).isEqualTo("dismissed");
        assertRefused(as("jane").asksForToken(id), 403, "forbidden", "dismissed");
        assertThat(statusOfOnlyTask(id)).isEqualTo("rejected");
    }

    @Test
    default void a_stream_opened_before_the_dismissal_shows_nothing_of_others_after_it() {
        String id = aVisitWithAWaitingRoom();
        as("adam").admits(id, JANE, JOHN).expecting(200);
        try (EventStream jane =
                longLogin("jane", JANE, "patient/*.rs").watches(id).opened()) {
            jane.until("state", "may-join");
            as("adam").dismisses(id, "out", JANE).expecting(200);
            JsonNode out = jane.until("state", "dismissed");
            as("adam").dismisses(id, "waiting-room", JOHN).expecting(200);
            as("guardian").asksForToken(id);
            assertThat(out.toString()).doesNotContain("john-doe", "adam-careful", "participant");
            JsonNode more = jane.nextWithin(Duration.ofSeconds(2));
            assertThat(String.valueOf(more)).doesNotContain("john-doe", "adam-careful");
        }
    }

    @Test
    default void streams_of_clients_that_vanish_keep_nobody_out() {
        String id = aVisitWithAWaitingRoom();
        List<EventStream> gone = new ArrayList<>();
        for (int client = 0; client < 5; client++) {
            gone.add(longLogin("jane", JANE, "patient/*.rs").watches(id).opened());
            gone.add(longLogin("adam", ADAM, "user/*.cruds").watches(id).opened());
        }
        gone.forEach(EventStream::close);
        try (EventStream jane =
                longLogin("jane", JANE, "patient/*.rs").watches(id).opened()) {
            jane.until("state", "waiting");
            as("jane").asksForToken(id);
            as("adam").admits(id, JANE).expecting(200);
            jane.until("state", "may-join");
        }
        as("jane").asksForToken(id).expecting(200);
    }

    @Test
    default void a_visit_that_comes_back_from_deletion_lets_in_nobody_of_before() {
        String id = aVisitWithAWaitingRoom();
        as("adam").admits(id, JANE).expecting(200);
        as("guardian").asksForToken(id);
        as("adam").deletes("Encounter/" + id).expecting(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(arrivals(id))
                        .extracting(task -> task.path("status").asText())
                        .containsOnly("completed"));
        as("adam")
                .replaces(id, aVisitOfJaneWithAdam().withOther(JOHN).withId(id))
                .expecting(201);
        as("adam")
                .post("Encounter/" + id + "/$create-telemed-room?waitingRoom=true", "")
                .expecting(200);
        for (String client : List.of("jane", "guardian")) {
            assertRefused(as(client).asksForToken(id), 422, "business-rule", "waiting");
        }
    }

    @Test
    default void a_visit_that_is_opened_again_lets_in_nobody_of_before() {
        String id = aVisitWithAWaitingRoom();
        as("adam").admits(id, JANE).expecting(200);
        EncounterFixture visit = aVisitOfJaneWithAdam().withOther(JOHN).withId(id);
        as("adam").replaces(id, visit.finished()).expecting(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> statusOfOnlyTask(id).equals("completed"));
        as("adam").createsRoomFor(visit.inProgress()).expecting(200);
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "waiting");
        assertThat(stateOf("jane", id)).isEqualTo("waiting");
    }

    @Test
    default void an_admission_to_one_visit_is_none_to_another() {
        String admitted = aVisitWithAWaitingRoom();
        as("adam").admits(admitted, JANE).expecting(200);
        String token = as("jane").asksForToken(admitted).expecting(200).parameter("token");
        String id = aVisitWithAWaitingRoom();
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "waiting");
        assertThat(twilio().joins(stored(id).room(), token).status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    default void xml_decides_as_json_does_and_no_doctype_is_read() {
        String id = aVisitWithAWaitingRoom();
        String xml =
                "<Parameters xmlns=\"http://hl7.org/fhir\"><parameter><name value=\"participant\"/><valueReference>"
                        + "<reference value=\"Patient/jane-doe\"/></valueReference></parameter></Parameters>";
        String path = "Encounter/" + id + "/$admit-telemed-participant";
        HttpRequest.Builder evil = as("adam")
                .request(path)
                .header("Content-Type", "application/fhir+xml")
                .POST(BodyPublishers.ofString(
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + xml.replace("jane-doe", "&e;")));
        assertThat(as("adam").send(evil).status()).isEqualTo(400);
        assertThat(arrivals(id)).isEmpty();
        assertThat(as("jane")
                        .send(as("jane")
                                .request(path)
                                .header("Content-Type", "application/fhir+xml")
                                .POST(BodyPublishers.ofString(xml)))
                        .status())
                .isEqualTo(403);
        as("adam")
                .send(as("adam")
                        .request(path)
                        .header("Content-Type", "application/fhir+xml")
                        .header("Accept", Http.FHIR_JSON)
                        .POST(BodyPublishers.ofString(xml)))
                .expecting(200);
        assertThat(value(as("jane").asksForStatus(id).json(), "state")).isEqualTo("may-join");
    }

    /** That outlives every clock of the tests, which share a server. */
    private Caller longLogin(String user, String profile, String scope) {
        return with(host().tokenWith(Map.of(
                "sub",
                user,
                "fhirUser",
                profile,
                "scope",
                List.of(scope.split(" ")),
                "exp",
                Instant.now().plus(90, ChronoUnit.DAYS).getEpochSecond())));
    }
}

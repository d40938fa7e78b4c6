package org.telemed.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Call;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.StoredEncounter;

/** SIGKILL in the middle of something: nothing stays half, and one sweep of the other node is enough. */
interface ANodeDies extends Nodes {
    Duration SOON_ENOUGH = Duration.ofSeconds(30);

    @Test
    @Order(Order.DEFAULT + 1)
    default void in_the_middle_of_creates_and_of_a_close() {
        String key = UUID.randomUUID().toString();
        String adopted = aStored(aVisitOfJaneWithAdam());
        String givenUp = aStored(aVisitOfJaneWithAdam());
        Call closed = aCallOfJaneWithAdam();
        int encounters = numberOfEncounters();
        diesCreatingAndClosing(
                closed,
                creating(a().as("adam"), key, aVisitOfJaneWithAdam()),
                a().as("adam").roomOn(adopted),
                a().as("adam").roomOn(givenUp));
        a().isStartedAgain();
        Set<String> open = twilio().sidsInProgress();
        assertThat(numberOfEncounters()).isEqualTo(encounters);
        assertThat(stored(adopted).version()).isEqualTo("1");

        assertThat(b().sweeps().json().at("/results/COMPLETED").asInt()).isEqualTo(1);
        open.remove(closed.room());
        assertThat(twilio().sidsInProgress())
                .as("creates may go on, a close must")
                .isEqualTo(open);
        assertRefused(b().as("jane").asksForToken(closed.encounter()), 422, "business-rule", "encounter-closed");
        assertAttendanceOfBothIsThere(closed);

        StoredEncounter created = creates(b(), key);
        assertThat(numberOfEncounters()).isEqualTo(encounters + 1);
        assertThat(created.room()).isEqualTo(roomNamed(created.id()));
        assertThat(encounterIn(b().as("adam").createsRoomOn(adopted)).room()).isEqualTo(roomNamed(adopted));
        assertThat(twilio().sidsInProgress()).isEqualTo(open);
        twilio().timePasses("PT61S");
        b().sweeps();
        assertThat(twilio().roomsNamed(givenUp)).isEmpty();
        assertThat(stored(givenUp).version()).isEqualTo("1");

        a().ready();
        assertInAgreement(a());
        assertThat(creates(a(), key)).isEqualTo(created);
        assertThat(created.room()).isEqualTo(roomNamed(created.id()));
        assertAttendanceOfBothIsThere(closed);
    }

    /** Three rooms are open by then and nothing is stored; and a visit is over, and its room not. */
    private void diesCreatingAndClosing(Call call, HttpRequest.Builder... creates) {
        int before = twilio().sidsInProgress().size();
        String completion = "POST /v1/Rooms/" + call.room();
        twilio().failsBy("[{'match':'POST /v1/Rooms$','after':true,'latencyMs':600000},{'match':'%s$','hang':true}]"
                .formatted(completion));
        finishes(a().as("adam"), call.encounter());
        diesDuring(
                () -> twilio().sidsInProgress().size() == before + creates.length && twilio().holds(completion),
                creates);
        call.goesOn();
    }

    private StoredEncounter creates(ServerNode node, String key) {
        Caller adam = node.as("adam");
        return encounterIn(adam.send(creating(adam, key, aVisitOfJaneWithAdam())));
    }

    @Test
    @Order(Order.DEFAULT + 2)
    default void in_the_middle_of_a_sweep() {
        twilio().roomsInProgress()
                .forEach(room -> twilio().completed(room.path("sid").asText()));
        bothSweep();
        twilio().callbacks("drop", 0);
        Call finished = aCallOfJaneWithAdam();
        Call next = aCallOfJaneWithAdam();
        Call endedOutside = aCallOfJaneWithAdam();
        twilio().completed(endedOutside.room());
        twilio().failsBy("{'match':'POST /v1/Rooms/RM','status':403}");
        for (Call call : List.of(finished, next)) {
            finishes(a().as("adam"), call.encounter());
            await().atMost(SOON_ENOUGH).until(() -> wasAnswered("POST /v1/Rooms/" + call.room()));
        }
        twilio().failsBy("{'match':'POST /v1/Rooms/RM','skip':1,'hang':true}");
        diesDuring(() -> twilio().holds("POST /v1/Rooms/RM"), a().sweep());
        assertThat(twilio().sidsInProgress()).as("the sweep got half way").hasSize(1);

        assertThat(b().sweeps().json().at("/results/COMPLETED").asInt()).isEqualTo(1);
        assertThat(twilio().sidsInProgress()).isEmpty();
        b().sweeps(); // the attendance of a room that a sweep has closed is left to the callbacks, or else to the next
        // one
        for (Call call : List.of(finished, next, endedOutside)) {
            assertAttendanceOfBothIsThere(call);
        }
        twilio().callbacks("deliver", 0);
        assertInAgreement(b());
    }

    /** Node A takes these requests, and dies once that holds; nobody gets an answer. */
    private void diesDuring(Callable<Boolean> moment, HttpRequest.Builder... requests) {
        List<CompletableFuture<Answer>> lost =
                Stream.of(requests).map(a().http()::sendAsync).toList();
        await().atMost(SOON_ENOUGH).until(moment);
        a().dies();
        twilio().isWell();
        assertThat(lost).allSatisfy(answer -> assertThat(answer).failsWithin(SOON_ENOUGH));
    }

    private boolean wasAnswered(String request) {
        return twilio().requests(request).stream().anyMatch(call -> call.hasNonNull("status"));
    }

    private void assertInAgreement(ServerNode node) {
        JsonNode report = node.sweeps().json();
        assertThat(report.path("results").fieldNames())
                .toIterable()
                .doesNotContain("COMPLETED", "EJECTED", "REPLACED", "RESTORED");
        assertThat(report.path("failures").asInt()).isZero();
        assertThat(report.path("complete").asBoolean()).isTrue();
    }

    private void assertAttendanceOfBothIsThere(Call call) {
        assertThat(recorded(call.encounter(), "joined")).hasSize(2);
        assertThat(recorded(call.encounter(), "left")).hasSize(2);
    }
}

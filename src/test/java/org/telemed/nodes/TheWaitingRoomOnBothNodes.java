package org.telemed.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.acceptance.EventStream.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.EventStream;
import org.telemed.acceptance.GuestBrowser;
import org.telemed.acceptance.Http;

/** Arrivals, decisions and guests: what is said to one node holds on both. */
interface TheWaitingRoomOnBothNodes extends Nodes {
    String JANE = "Patient/jane-doe";
    String TABLET = "Device/home-tablet";
    String ANA = "RelatedPerson/ana-of-two-nodes";

    /** The product says a second. This machine may be busy. */
    Duration AT_ONCE = Duration.ofSeconds(2);

    /** Until somebody is disconnected; the product says two seconds. */
    Duration IN_TIME = Duration.ofSeconds(10);

    /** Of jane with the tablet and adam, who lets them in. */
    default String aVisitWithAWaitingRoom() {
        return encounterIn(a().as("adam")
                        .post(
                                "Encounter/$create-telemed-room?waitingRoom=true",
                                aVisitOfJaneWithAdam().withOther(TABLET).json(host().release())))
                .id();
    }

    /** The statuses of the visit's Tasks, by who has to be admitted. */
    default Map<String, String> decisions(String id) {
        Caller clinic = as("clinic");
        Map<String, String> decisions = new TreeMap<>();
        clinic.send(clinic.request("Task?group-identifier=" + id)
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .json()
                .path("entry")
                .forEach(entry -> decisions.put(
                        entry.at("/resource/requester/reference").asText(),
                        entry.at("/resource/status").asText()));
        return decisions;
    }

    @Test
    default void an_arrival_on_one_reaches_a_moderators_stream_on_the_other() {
        String id = aVisitWithAWaitingRoom();
        try (EventStream adam = b().as("adam").watches(id).opened()) {
            assertRefused(a().as("tablet").asksForToken(id), 422, "business-rule", "waiting");
            until(adam, TABLET, IN_TIME); // both have done it once
            assertRefused(a().as("jane").asksForToken(id), 422, "business-rule", "waiting");
            until(adam, JANE, AT_ONCE);
        }
    }

    private static void until(EventStream stream, String person, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            JsonNode event = stream.nextWithin(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            assertThat(event).as("within " + most + " " + person + " arrives").isNotNull();
            for (JsonNode part : event.path("parameter")) {
                if (value(part, "reference").equals(person)
                        && value(part, "state").equals("waiting")
                        && !value(part, "since").isEmpty()) {
                    return;
                }
            }
        }
    }

    @Test
    default void an_admission_on_one_reaches_the_patients_stream_on_the_other() {
        String id = aVisitWithAWaitingRoom();
        try (EventStream jane = b().as("jane").watches(id).opened()) {
            jane.until("state", "waiting");
            a().as("adam").admits(id, JANE).expecting(200);
            jane.until("state", "may-join");
            a().as("adam").dismisses(id, "out", JANE).expecting(200);
            jane.until("state", "dismissed");
            a().as("adam").admits(id, JANE).expecting(200);
            JsonNode event = jane.nextWithin(AT_ONCE);
            assertThat(event).as("within " + AT_ONCE).isNotNull();
            assertThat(value(event, "state")).isEqualTo("may-join");
        }
        b().as("jane").asksForToken(id).expecting(200);
    }

    @Test
    default void a_dismissal_on_one_disconnects_who_joined_through_the_other() {
        twilio().callbacks("drop", 0);
        try {
            String id = aVisitWithAWaitingRoom();
            a().as("adam").admits(id, JANE).expecting(200);
            Answer token = a().as("jane").asksForToken(id).expecting(200);
            twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
            b().as("adam").dismisses(id, "waiting-room", JANE).expecting(200);
            await().atMost(IN_TIME)
                    .until(() -> twilio().connected(token.parameter("room")).isEmpty());
            assertRefused(a().as("jane").asksForToken(id), 422, "business-rule", "waiting");
            twilio().callbacks("deliver", 0);
            deployment().callbacksArriveAt(a());
            twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
            await("they are out again, though the other node made the decision")
                    .atMost(IN_TIME)
                    .until(() -> twilio().connected(token.parameter("room")).isEmpty());
        } finally {
            deployment().callbacksArriveAt();
            twilio().callbacks("deliver", 0);
        }
    }

    @Test
    default void of_an_admission_on_one_and_a_dismissal_on_the_other_one_holds_on_both() {
        String id = aVisitWithAWaitingRoom();
        a().as("adam").admits(id, JANE).expecting(200);
        Answer token = a().as("jane").asksForToken(id).expecting(200);
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        for (int round = 0; round < 6; round++) {
            List<CompletableFuture<Answer>> answers = List.of(
                    a().http().sendAsync(a().as("adam").admitting(id, JANE)),
                    b().http().sendAsync(b().as("adam").dismissing(id, "out", JANE)));
            assertThat(answers.stream().map(CompletableFuture::join))
                    .extracting(Answer::status)
                    .containsOnly(200);
            boolean in = decisions(id).get(JANE).equals("accepted");
            for (ServerNode node : List.of(a(), b())) {
                assertThat(value(
                                node.as("jane").asksForStatus(id).expecting(200).json(), "state"))
                        .isIn(in ? List.of("may-join", "in-call") : List.of("dismissed"));
                node.as("jane").asksForToken(id).expecting(in ? 200 : 403);
            }
            if (!in) {
                await().atMost(IN_TIME)
                        .until(() -> twilio().connected(token.parameter("room")).isEmpty());
            }
        }
    }

    @Test
    default void a_guest_who_was_let_in_by_one_comes_through_the_other() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String link = invites(a(), id);
        List<GuestBrowser> browsers = List.of(new GuestBrowser(a()), new GuestBrowser(b()));
        List<Integer> redeemed = List.of(
                        a().http().sendAsync(browsers.get(0).redemption(link)),
                        b().http().sendAsync(browsers.get(1).redemption(link)))
                .stream()
                .map(CompletableFuture::join)
                .map(Answer::status)
                .sorted()
                .toList();
        assertThat(redeemed).as("of two browsers at two nodes one wins").containsExactly(200, 404);

        GuestBrowser atA = new GuestBrowser(a());
        atA.redeems(invites(b(), id)).expecting(200);
        GuestBrowser atB = new GuestBrowser(b(), atA.cookie());
        assertThat(atB.asksForToken().status()).isEqualTo(422);
        a().as("adam").admits(id, ANA).expecting(200);
        Answer token = atB.asksForToken().expecting(200);
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        b().as("adam").replaces(id, aVisitOfJaneWithAdam().withId(id)).expecting(200);
        assertThat(atA.asksForToken().status()).isEqualTo(404);
        await().atMost(IN_TIME)
                .until(() -> twilio().connected(token.parameter("room")).isEmpty());
    }

    /** The link of {@link #ANA}. */
    default String invites(ServerNode node, String id) {
        as("clinic").put(ANA, """
                {"resourceType": "RelatedPerson", "id": "ana-of-two-nodes", "patient": {"reference": "Patient/jane-doe"}}""");
        Answer answer = node.as("adam")
                .post(
                        "Encounter/" + id + "/$invite-telemed-guest",
                        parameters("{\"name\":\"participant\",\"valueReference\":{\"reference\":\"" + ANA + "\"}}"));
        assertThat(answer.header("Content-Type")).startsWith(Http.FHIR_JSON);
        return value(answer.expecting(200).json(), "url");
    }
}

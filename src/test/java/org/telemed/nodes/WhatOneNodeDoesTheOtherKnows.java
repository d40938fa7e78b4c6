package org.telemed.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Call;
import org.telemed.acceptance.EventStream;

/** What one node writes, the other goes by at once; what Twilio tells one, is enough for both. */
interface WhatOneNodeDoesTheOtherKnows extends Nodes {
    Duration SOON = Duration.ofSeconds(20);

    @AfterEach
    default void callbacks_arrive_anywhere_again() {
        deployment().callbacksArriveAt();
        twilio().callbacks("deliver", 0);
    }

    @Test
    default void a_visit_goes_on_wherever_each_request_goes() {
        Call call = aCallOfJaneWithAdam();
        for (ServerNode node : List.of(a(), b())) {
            assertThat(node.as("jane")
                            .asksForToken(call.encounter())
                            .expecting(200)
                            .parameter("room"))
                    .isEqualTo(call.room());
            assertThat(encounterIn(node.as("adam").createsRoomOn(call.encounter()))
                            .room())
                    .isEqualTo(call.room());
        }
        b().as("adam").endsRoomOf(call.encounter()).expecting(200);
        call.isSoonOver();
        assertRefused(a().as("jane").asksForToken(call.encounter()), 422, "business-rule", "no-room");
    }

    @Test
    default void an_encounter_is_known_as_soon_as_the_other_has_stored_it() {
        for (ServerNode node : List.of(a(), b())) {
            node.as("adam").asksForToken("new-visit").expecting(404);
        }
        a().as("adam")
                .replaces("new-visit", aVisitOfJaneWithAdam().withId("new-visit"))
                .expecting(201);
        b().as("adam").createsRoomOn("new-visit").expecting(200);
        a().as("jane").asksForToken("new-visit").expecting(200);
    }

    @Test
    default void a_stream_on_one_says_what_happens_on_the_other() {
        deployment().callbacksArriveAt(a());
        Call call = aCallOfJaneWithAdam();
        String id = call.encounter();
        try (EventStream adam = b().as("adam").watches(id).opened();
                EventStream jane = b().as("jane").watches(id).opened()) {
            jane.until("state", "in-call");
            twilio().leaves(call.room(), "jane"); // Twilio tells the other node alone
            jane.until("state", "may-join");
            call.joins("jane");
            jane.until("state", "in-call");
            a().as("adam").endsRoomOf(id).expecting(200);
            jane.until("room", "ended");
            a().as("adam").createsRoomOn(id).expecting(200);
            jane.until("state", "may-join");
            finishes(a().as("adam"), id);
            jane.until("state", "closed");
            jane.isEnded();
            adam.isEnded();
        }
    }

    @Test
    default void a_deletion_and_its_undoing_are_known_at_once() {
        Call call = aCallOfJaneWithAdam();
        a().as("adam").deletes("Encounter/" + call.encounter()).expecting(200);
        b().as("jane").asksForToken(call.encounter()).expecting(410);
        call.isSoonOver();
        a().as("adam")
                .replaces(call.encounter(), aVisitOfJaneWithAdam().withId(call.encounter()))
                .expecting(201);
        assertRefused(b().as("jane").asksForToken(call.encounter()), 422, "business-rule", "no-room");
        assertThat(encounterIn(b().as("adam").createsRoomOn(call.encounter())).room())
                .isEqualTo(roomNamed(call.encounter()))
                .isNotEqualTo(call.room());
    }

    @Test
    default void a_visit_that_was_closed_on_one_and_goes_on_has_a_living_room_on_the_other() {
        Call call = aCallOfJaneWithAdam();
        b().as("jane").asksForToken(call.encounter()).expecting(200);
        deployment().callbacksArriveAt(a());
        finishes(a().as("adam"), call.encounter());
        call.isSoonOver();
        a().as("adam")
                .replaces(call.encounter(), aVisitOfJaneWithAdam().withId(call.encounter()))
                .expecting(200);
        Answer token = b().as("jane").asksForToken(call.encounter()).expecting(200);
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        assertThat(a().as("adam").asksForToken(call.encounter()).expecting(200).parameter("room"))
                .isEqualTo(token.parameter("room"))
                .isEqualTo(roomNamed(call.encounter()));
    }

    @Test
    default void a_close_on_one_ends_the_call_while_the_other_gives_tokens() {
        twilio().callbacks("drop", 0);
        Call call = aCallOfJaneWithAdam();
        List<CompletableFuture<Answer>> asked = Stream.generate(
                        () -> b().as("jane").tokenFor(call.encounter()))
                .limit(40)
                .map(b().http()::sendAsync)
                .map(token -> token.whenComplete((answer, failure) -> joinsIfGiven(answer)))
                .toList();
        await().until(() -> asked.stream().anyMatch(CompletableFuture::isDone));
        finishes(a().as("adam"), call.encounter());
        assertRefused(b().as("jane").asksForToken(call.encounter()), 422, "business-rule", "encounter-closed");
        call.isSoonOver();
        List<Answer> tokens = asked.stream().map(CompletableFuture::join).toList();
        assertThat(tokens).extracting(Answer::status).contains(200).isSubsetOf(200, 422);
        assertThat(tokens.stream().map(this::joinsIfGiven)).doesNotContain(201);
        assertThat(twilio().connected(call.room())).isEmpty();
        assertThat(twilio().roomsNamed(call.encounter())).isEmpty();
    }

    @Test
    default void who_is_removed_on_one_gets_no_token_on_the_other_and_is_out() {
        twilio().callbacks("drop", 0);
        Call call = aCallWithTheTablet();
        b().as("tablet").asksForToken(call.encounter()).expecting(200);
        isWithoutTheTablet(call);
        assertRefused(b().as("tablet").asksForToken(call.encounter()), 403, "forbidden", "not-a-participant");
        call.isSoonLeftTo("jane", "adam");
    }

    @Test
    default void who_returns_is_out_again_though_the_callback_arrives_at_the_other() {
        Call call = aCallWithTheTablet();
        isWithoutTheTablet(call);
        call.isSoonLeftTo("jane", "adam");
        deployment().callbacksArriveAt(b());
        call.joins("tablet");
        call.isSoonLeftTo("jane", "adam");
    }

    @Test
    default void a_callback_is_enough_for_a_node_that_does_not_know_the_room() {
        deployment().callbacksArriveAt(b());
        String id = encounterIn(a().as("adam").createsRoomFor(aVisitOfJaneWithAdam()))
                .id();
        Answer token = a().as("jane").asksForToken(id).expecting(200);
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        await().atMost(SOON).until(() -> recorded(id, "joined").size() == 1);
        twilio().leaves(token.parameter("room"), "jane");
        await().atMost(SOON).until(() -> recorded(id, "left").size() == 1);
        b().as("jane").asksForToken(id).expecting(200);
        twilio().completed(token.parameter("room"));
        await("the node that was told knows that the room is over").atMost(SOON).until(() -> lapsed(b(), id));
        a().sweeps();
        assertThat(lapsed(a(), id)).isTrue();
    }

    @Test
    default void attendance_is_kept_once_whoever_hears_of_it_and_however_often() {
        twilio().callbacks("twice", 0);
        Call call = aCallOfJaneWithAdam();
        twilio().leaves(call.room(), "jane");
        await().atMost(SOON).until(() -> recorded(call.encounter(), "left").size() == 1);
        twilio().callbacks("drop", 0);
        call.joins("jane");
        twilio().completed(call.room());
        bothSweep();
        bothSweep();
        assertThat(recorded(call.encounter(), "joined")).hasSize(3);
        assertThat(recorded(call.encounter(), "left")).hasSize(3);
    }

    private boolean lapsed(ServerNode node, String encounter) {
        return node.as("jane")
                .get("Encounter/" + encounter + "/$telemed-token")
                .errorCode()
                .equals("room-lapsed");
    }

    /** Twilio's status; 0 without a token. */
    private int joinsIfGiven(Answer token) {
        return token.status() == 200
                ? twilio().joins(token.parameter("room"), token.parameter("token"))
                        .status()
                : 0;
    }

    private Call aCallWithTheTablet() {
        return aCall(aVisitOfJaneWithAdam().withOther("Device/home-tablet"), "jane", "adam", "tablet");
    }

    private void isWithoutTheTablet(Call call) {
        a().as("adam")
                .replaces(call.encounter(), aVisitOfJaneWithAdam().withId(call.encounter()))
                .expecting(200);
    }
}

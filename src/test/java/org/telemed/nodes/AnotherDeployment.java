package org.telemed.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Call;
import org.telemed.acceptance.Caller;

/** A copy of the database under another public URL and on the same Twilio account: a test system, say. */
interface AnotherDeployment extends Nodes {
    Copy copy();

    @Test
    @Order(Order.DEFAULT + 3)
    default void gives_no_token_for_a_room_of_the_first_and_opens_none_under_its_name() {
        Call call = copy().calls().remove();
        assertNameTaken(at("jane").asksForToken(call.encounter()));
        assertNameTaken(at("adam").createsRoomOn(call.encounter()));
        assertThat(encounterIn(at("adam").reads(call.encounter())).version())
                .isEqualTo(stored(call.encounter()).version());
        assertUntouched(call);
    }

    @Test
    @Order(Order.DEFAULT + 3)
    default void ends_nothing_and_throws_nobody_out_there() {
        Call finished = copy().calls().remove();
        Call emptied = copy().calls().remove();
        Call deleted = copy().calls().remove();
        Call ended = copy().calls().remove();
        finishes(at("adam"), finished.encounter());
        at("adam")
                .replaces(emptied.encounter(), aVisit().inProgress().withId(emptied.encounter()))
                .expecting(200);
        at("adam").deletes("Encounter/" + deleted.encounter()).expecting(200);
        at("adam").endsRoomOf(ended.encounter()).expecting(200);
        ownCallIsOverOnceFinished();
        copy().node().sweeps();
        List.of(finished, emptied, deleted, ended).forEach(this::assertUntouched);
    }

    @Test
    @Order(Order.DEFAULT + 3)
    default void is_left_alone_by_the_first() {
        String id = copy().roomless();
        String room = encounterIn(at("adam").createsRoomOn(id)).room();
        Answer token = at("jane").asksForToken(id).expecting(200);
        twilio().joins(room, token.parameter("token")).expecting(201);

        assertNameTaken(as("adam").createsRoomOn(id));
        assertThat(stored(id).version()).isEqualTo("1");
        finishes(as("adam"), id);
        Call fence = aCallOfJaneWithAdam();
        finishes(as("adam"), fence.encounter());
        fence.isSoonOver();
        b().sweeps();

        assertThat(roomNamed(id)).isEqualTo(room);
        assertThat(twilio().connected(room)).isEqualTo(Set.of("jane"));
        at("adam").asksForToken(id).expecting(200);
    }

    @Test
    @Order(Order.DEFAULT + 4)
    default void counts_only_its_own_rooms() {
        int rooms = twilio().roomsInProgress().size();
        for (ServerNode node : List.of(b(), copy().node())) {
            assertThat(node.sweeps().json().path("rooms").asInt()).isEqualTo(rooms);
        }
        assertThat(ours(b()) + ours(copy().node())).isEqualTo(rooms);
        assertThat(ours(copy().node())).isEqualTo(1);
    }

    private static int ours(ServerNode node) {
        return node.sweeps().json().path("ours").asInt();
    }

    private Caller at(String client) {
        return copy().node().as(client);
    }

    /** What the keeper there was told before, it has done by then. */
    private void ownCallIsOverOnceFinished() {
        String id =
                encounterIn(at("adam").createsRoomFor(aVisitOfJaneWithAdam())).id();
        String room = roomNamed(id);
        finishes(at("adam"), id);
        new Call(twilio(), id, room, Map.of()).isSoonOver();
    }

    private void assertUntouched(Call call) {
        call.isSoonLeftTo("jane", "adam");
        as("jane").asksForToken(call.encounter()).expecting(200);
        assertThat(stored(call.encounter()).room()).isEqualTo(call.room());
    }

    private void assertNameTaken(Answer answer) {
        assertRefused(answer, 409, "conflict", "room-name-taken");
    }
}

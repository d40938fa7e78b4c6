package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A token outlives what it was given for; what Twilio reports shuts the door again. */
public interface PeopleComeBack extends RoomFollowsEncounter {

    Duration SOON = Duration.ofSeconds(20);

    @Test
    default void who_returns_with_an_old_token_is_out_again() {
        Call call = aCallWithoutTheTabletAnyMore();
        call.joins("tablet");
        call.isSoonLeftTo("jane", "adam");
        as("jane").asksForToken(call.encounter()).expecting(200);
    }

    @Test
    default void who_keeps_returning_is_left_with_an_empty_room() {
        Call call = aCallWithoutTheTabletAnyMore();
        call.joins("tablet");
        call.isSoonLeftTo("jane", "adam");
        call.joins("tablet");
        call.isSoonOver();
        Answer token = as("jane").asksForToken(call.encounter()).expecting(200);
        assertThat(token.parameter("room"))
                .isNotEqualTo(call.room())
                .isEqualTo(stored(call.encounter()).room());
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        assertRefused(as("tablet").asksForToken(call.encounter()), 403, "forbidden", "not-a-participant");
        assertThat(twilio().joins(token.parameter("room"), call.tokens().get("tablet"))
                        .status())
                .isNotEqualTo(201);
        assertThat(twilio().connected(token.parameter("room"))).isEqualTo(Set.of("jane"));
    }

    @Test
    default void a_room_that_is_ended_at_twilios_console_is_opened_again_for_its_people() {
        Call call = aCall(aVisitOfJaneWithAdam(), "jane", "adam");
        twilio().completed(call.room());
        await().atMost(SOON)
                .untilAsserted(() -> assertRefused(
                        as("jane").get("Encounter/" + call.encounter() + "/$telemed-token"),
                        409,
                        "conflict",
                        "room-lapsed"));
        Answer token = as("jane").asksForToken(call.encounter()).expecting(200);
        assertThat(token.parameter("room")).isNotEqualTo(call.room());
        assertThat(as("adam").asksForToken(call.encounter()).expecting(200).parameter("room"))
                .isEqualTo(token.parameter("room"));
        twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
    }

    private Call aCallWithoutTheTabletAnyMore() {
        Call call = aCall(aVisitOfJaneWithAdam().withOther("Device/home-tablet"), "jane", "adam", "tablet");
        as("adam")
                .replaces(call.encounter(), aVisitOfJaneWithAdam().withId(call.encounter()))
                .expecting(200);
        call.isSoonLeftTo("jane", "adam");
        return call;
    }
}

package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may let people in, and invite guests, where the host says who may update an Encounter. */
public interface RightsAtTheDoor extends WaitingRooms, Guests {

    @ParameterizedTest
    @ValueSource(strings = {"jane", "guardian", "eve"})
    default void only_those_who_run_the_visit_decide(String client) {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        String code = client.equals("eve") ? "not-a-participant" : "not-allowed";
        assertRefused(as(client).admits(id, JANE), 403, "forbidden", code);
        assertRefused(as(client).dismisses(id, "out", JANE), 403, "forbidden", code);
        assertThat(statusOfOnlyTask(id)).isEqualTo("requested");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jane", "tablet", "guardian", "eve"})
    default void only_those_who_run_the_visit_invite(String client) {
        String id = aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        Answer refused = invites(client, id, named("Ana"));
        assertThat(refused.status()).as(refused::body).isEqualTo(403);
    }
}

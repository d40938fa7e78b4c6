package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The seed's API asks for tokens by GET, and yet has a lapsed room opened again: clients in the field know no other way. */
public interface TheZapehrApiOnLapsedRooms extends TheZapehrApi, InThisProcess {

    @Test
    default void who_takes_part_comes_back_to_a_new_room() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        timePasses(Duration.ofMinutes(61));
        appOf("jane").asksForToken(before.id()).expecting(200);
        assertThat(stored(before.id()).room()).startsWith("RM").isNotEqualTo(before.room());
    }

    @Test
    default void an_outsider_opens_nothing() {
        StoredEncounter before = stored(aRoomFor(aVisitOfJaneWithAdam()));
        timePasses(Duration.ofMinutes(61));
        assertV1Refused(appOf("eve").asksForToken(before.id()), 403, "4003");
        assertThat(stored(before.id()).version()).isEqualTo("1");
    }
}

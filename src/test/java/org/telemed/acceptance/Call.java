package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

/**
 * A call under way.
 *
 * @param encounter the Encounter's id
 * @param room the room's SID
 * @param tokens what each of the people in it joined with, by their identities
 */
public record Call(Emulator twilio, String encounter, String room, Map<String, String> tokens) {

    private static final Duration SOON = Duration.ofSeconds(15);

    /** Everybody is in. */
    public Call begun() {
        tokens.keySet().forEach(this::joins);
        return this;
    }

    /** That person joins with the token that they have. */
    public void joins(String identity) {
        twilio.joins(room, tokens.get(identity)).expecting(201);
    }

    /** The room is over within seconds, and nobody is in it. */
    public void isSoonOver() {
        await().atMost(SOON).until(() -> !twilio.isInProgress(room));
        assertThat(twilio.connected(room)).isEmpty();
        assertThat(twilio.roomsNamed(encounter)).isEmpty();
    }

    /** These people are in it, and within seconds nobody else. */
    public void isSoonLeftTo(String... identities) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(twilio.connected(room)).containsExactlyInAnyOrder(identities));
        goesOn();
    }

    public void goesOn() {
        assertThat(twilio.isInProgress(room)).isTrue();
    }
}

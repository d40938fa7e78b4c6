package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A room may have lapsed, and Twilio, which knows, fails. */
public interface ProviderFaultsOnLapsedRooms extends InThisProcess {

    @Test
    default void what_twilio_cannot_say_is_not_guessed() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        timePasses(Duration.ofMinutes(61));
        twilio().failsBy("{'match':'GET /v1/Rooms','status':503}");
        assertRefused(as("jane").asksForToken(id), 503, "transient", "provider-down");
        assertRefused(as("adam").createsRoomOn(id), 503, "transient", "provider-down");
        assertThat(stored(id).version()).isEqualTo("1");
    }
}

package org.telemed.faults;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.telemed.core.video.RoomId;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.token.TwilioTokenSigner;

/** Another system with the same Twilio account. */
final class Strangers {
    private static final String ZEROS = "0".repeat(32);

    private Strangers() {}

    /** Their own token for their own room. */
    static String tokenFor(String room, String identity, Instant now) {
        TwilioAccount account = new TwilioAccount(
                "AC" + ZEROS,
                "SK" + ZEROS,
                "demo-api-key-secret-demo-api-key-secret",
                Optional.empty(),
                URI.create("http://localhost"),
                Duration.ofSeconds(5));
        return new TwilioTokenSigner(account)
                .sign(new RoomId(room), identity, now, now.plus(Duration.ofHours(1)))
                .jwt();
    }
}

package org.telemed.twilio;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The account and the room settings that the tests use. */
final class Accounts {
    static final String ZEROS = "0".repeat(32);
    static final String SECRET = "demo-api-key-secret-demo-api-key-secret";
    static final String AUTH_TOKEN = "demo-auth-token";
    static final URI CALLBACK = URI.create("https://telemed.example/telemed/twilio/callback");

    private Accounts() {}

    static TwilioAccount at(String baseUrl) {
        return at(baseUrl, Duration.ofSeconds(20));
    }

    static TwilioAccount at(String baseUrl, Duration timeLimit) {
        return new TwilioAccount(
                "AC" + ZEROS, "SK" + ZEROS, SECRET, Optional.of(AUTH_TOKEN), URI.create(baseUrl), timeLimit);
    }

    static RoomSettings rooms() {
        Duration hour = Duration.ofMinutes(60);
        return new RoomSettings(CALLBACK, hour, hour, Duration.ofHours(4), Optional.empty(), false);
    }
}

package org.telemed.twilio.limits;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.telemed.core.video.RoomSettings;
import org.telemed.twilio.http.TwilioAccount;

/** The account and the room settings that the tests use. */
public final class Providers {
    public static final String ZEROS = "0".repeat(32);
    public static final String SECRET = "demo-api-key-secret-demo-api-key-secret";
    public static final String AUTH_TOKEN = "demo-auth-token";
    public static final URI CALLBACK = URI.create("https://telemed.example/telemed/twilio/callback");

    private Providers() {}

    public static TwilioAccount at(String baseUrl) {
        return at(baseUrl, Duration.ofSeconds(20));
    }

    public static TwilioAccount at(String baseUrl, Duration timeLimit) {
        return new TwilioAccount(
                "AC" + ZEROS, "SK" + ZEROS, SECRET, Optional.of(AUTH_TOKEN), URI.create(baseUrl), timeLimit);
    }

    public static RoomSettings rooms() {
        Duration hour = Duration.ofMinutes(60);
        return new RoomSettings(hour, hour, Duration.ofHours(4), Optional.empty(), false);
    }
}

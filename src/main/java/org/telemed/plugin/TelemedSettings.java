package org.telemed.plugin;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.twilio.RateShare;
import org.telemed.twilio.RoomSettings;
import org.telemed.twilio.TwilioAccount;
import org.telemed.twilio.TwilioCallbacks;

/** The settings as the parts want them; an {@link IllegalArgumentException} names the setting that is missing or wrong. */
final class TelemedSettings {
    private final TelemedProperties properties;

    TelemedSettings(TelemedProperties properties) {
        this.properties = properties;
        requireComplete();
    }

    TwilioAccount account() {
        TelemedProperties.Twilio twilio = properties.twilio();
        return new TwilioAccount(
                Objects.requireNonNull(twilio.accountSid()),
                Objects.requireNonNull(twilio.apiKeySid()),
                Objects.requireNonNull(twilio.apiKeySecret()),
                Optional.ofNullable(twilio.authToken()),
                twilio.baseUrl(),
                twilio.timeLimit());
    }

    RateShare rateShare() {
        return new RateShare(properties.twilio().rateShare());
    }

    RoomSettings rooms() {
        TelemedProperties.Rooms rooms = properties.rooms();
        return new RoomSettings(
                callbackUrl(),
                rooms.unusedTimeout(),
                rooms.emptyTimeout(),
                rooms.maxParticipantDuration(),
                Optional.ofNullable(rooms.mediaRegion()),
                rooms.record());
    }

    Optional<TwilioCallbacks> callbacks() {
        return TwilioCallbacks.of(account(), callbackUrl());
    }

    private URI callbackUrl() {
        return URI.create(properties.publicBase() + CallbackServlet.PATH);
    }

    RoomNaming naming() {
        return new RoomNaming(
                properties.rooms().namePrefix(), URI.create(properties.publicBase()), properties.formerPublicUrls());
    }

    IssueTelemedToken.Settings tokens() {
        return new IssueTelemedToken.Settings(
                properties.tokens().ttl(),
                properties.join().early(),
                properties.security().hideExistence());
    }

    private void requireComplete() {
        List<String> missing = new ArrayList<>();
        note(
                missing,
                properties.publicBase(),
                "telemed.public-url (where Twilio reaches this server, such as" + " https://fhir.example.org)");
        note(missing, properties.twilio().accountSid(), "telemed.twilio.account-sid (AC and 32 hex digits)");
        note(missing, properties.twilio().apiKeySid(), "telemed.twilio.api-key-sid (SK and 32 hex digits)");
        note(missing, properties.twilio().apiKeySecret(), "telemed.twilio.api-key-secret");
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", missing));
        }
    }

    private static void note(List<String> missing, @Nullable Object value, String sentence) {
        if (value == null || value.toString().isBlank()) {
            missing.add(sentence);
        }
    }
}

package org.telemed.plugin.settings;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.core.video.TokenSigner;
import org.telemed.plugin.wiring.CallbackServlet;
import org.telemed.twilio.callback.TwilioCallbacks;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.limits.RateShare;
import org.telemed.twilio.rooms.RoomSettings;
import org.telemed.twilio.token.TwilioTokens;

/** Converts the settings into what the components need. */
public final class TelemedSettings {

    private final TelemedProperties properties;

    public TelemedSettings(TelemedProperties properties) {
        this.properties = properties;
    }

    public TwilioAccount account() {
        TelemedProperties.Twilio twilio = properties.twilio();
        return new TwilioAccount(
                orEmpty(twilio.accountSid()),
                orEmpty(twilio.apiKeySid()),
                orEmpty(twilio.apiKeySecret()),
                Optional.ofNullable(twilio.authToken()),
                twilio.baseUrl(),
                twilio.timeLimit());
    }

    /** Signers with the secrets of former API keys. */
    public List<TokenSigner> formerSigners() {
        return properties.twilio().formerApiKeySecrets().stream()
                .<TokenSigner>map(secret -> new TwilioTokens(account().withSecret(secret)))
                .toList();
    }

    public RateShare rateShare() {
        return new RateShare(properties.twilio().rateShare());
    }

    public RoomSettings rooms() {
        TelemedProperties.Rooms rooms = properties.rooms();
        return new RoomSettings(
                callbackUrl(),
                rooms.unusedTimeout(),
                rooms.emptyTimeout(),
                rooms.maxParticipantDuration(),
                Optional.ofNullable(rooms.mediaRegion()),
                rooms.record());
    }

    public Optional<TwilioCallbacks> callbacks() {
        return TwilioCallbacks.of(account(), callbackUrl());
    }

    private URI callbackUrl() {
        return URI.create(properties.publicBase() + CallbackServlet.PATH);
    }

    public RoomNaming naming() {
        return new RoomNaming(
                properties.rooms().namePrefix(), URI.create(properties.publicBase()), properties.formerPublicUrls());
    }

    public IssueTelemedToken.Settings tokens() {
        return new IssueTelemedToken.Settings(
                properties.tokens().ttl(),
                properties.join().early(),
                properties.security().hideExistence());
    }

    private static String orEmpty(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}

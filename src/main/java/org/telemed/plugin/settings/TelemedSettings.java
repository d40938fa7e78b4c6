package org.telemed.plugin.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.TokenSigner;
import org.telemed.plugin.wiring.CallbackServlet;
import org.telemed.twilio.callback.TwilioCallbacks;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.limits.RateShare;
import org.telemed.twilio.rooms.RoomSettings;
import org.telemed.twilio.token.TwilioTokens;

/**
 * Converts the settings into what the components need; an {@link IllegalArgumentException} names a missing or wrong
 * setting.
 */
public final class TelemedSettings {
    private static final Duration SHORTEST_SWEEP = Duration.ofSeconds(1);

    private final TelemedProperties properties;

    public TelemedSettings(TelemedProperties properties) {
        this.properties = properties;
        requireComplete();
    }

    public TwilioAccount account() {
        TelemedProperties.Twilio twilio = properties.twilio();
        return new TwilioAccount(
                Objects.requireNonNull(twilio.accountSid()),
                Objects.requireNonNull(twilio.apiKeySid()),
                Objects.requireNonNull(twilio.apiKeySecret()),
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

    /**
     * Checks all settings at once.
     *
     * @throws IllegalArgumentException naming the first setting that is wrong
     */
    public void requireSound() {
        requireAddress("telemed.public-url", properties.publicUrl());
        requireAddress("telemed.fhir-base-url", properties.fhirBaseUrl());
        require(
                !isUnresolved(properties.twilio().authToken()),
                "telemed.twilio.auth-token is a placeholder that nothing fills. Set it, or leave the property out.");
        properties.formerPublicUrls().forEach(url -> requireAddress("telemed.former-public-urls", url));
        require(properties.limits().body().toBytes() > 0, "telemed.limits.body must be more than nothing, like 1MB.");
        require(
                properties.security().profileClaims().stream().noneMatch(String::isBlank)
                        && !properties.security().profileClaims().isEmpty(),
                "telemed.security.profile-claims must name the claims that may hold the caller's profile, like fhirUser.");
        require(
                properties.rooms().maxParticipants() >= 1
                        && properties.rooms().maxParticipants() <= RoomRequest.MOST_PARTICIPANTS,
                "telemed.rooms.max-participants must be a whole number from 1 to " + RoomRequest.MOST_PARTICIPANTS
                        + ", like 50.");
        require(
                properties.sweep().interval().compareTo(SHORTEST_SWEEP) >= 0,
                "telemed.sweep.interval must be at least one second, like 60s.");
        List.of(
                account(),
                formerSigners(),
                rateShare(),
                rooms(),
                naming(),
                tokens(),
                properties.security().trustedIssuer()); // each refuses what it cannot work with
    }

    private static void requireAddress(String setting, @Nullable URI url) {
        require(
                url == null || isAddress(url),
                setting + " must be an http(s) address without query and fragment, like https://fhir.example.org.");
    }

    private static boolean isAddress(URI url) {
        return url.getHost() != null
                && List.of("http", "https").contains(url.getScheme())
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private void requireComplete() {
        List<String> missing = new ArrayList<>();
        note(
                missing,
                properties.publicUrl(),
                "telemed.public-url (where Twilio reaches this server, such as" + " https://fhir.example.org)");
        note(missing, properties.twilio().accountSid(), "telemed.twilio.account-sid (AC and 32 hex digits)");
        note(missing, properties.twilio().apiKeySid(), "telemed.twilio.api-key-sid (SK and 32 hex digits)");
        note(missing, properties.twilio().apiKeySecret(), "telemed.twilio.api-key-secret");
        if (!missing.isEmpty()) {
            throw new MissingSettingsException(missing);
        }
    }

    /** Whether the value is a placeholder that Spring could not resolve. */
    private static boolean isUnresolved(@Nullable Object value) {
        return value != null && value.toString().startsWith("${");
    }

    private static void note(List<String> missing, @Nullable Object value, String sentence) {
        if (value == null || value.toString().isBlank() || isUnresolved(value)) {
            missing.add(sentence);
        }
    }
}

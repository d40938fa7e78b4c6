package org.telemed.plugin.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.InvalidSettingsException;
import org.telemed.core.setting.SettingChecks;
import org.telemed.core.video.RoomRequest;

/** Checks all settings, and names each that is missing or wrong by its property. */
final class TelemedSettingsCheck {
    private static final Duration SHORTEST_SWEEP = Duration.ofSeconds(1);
    private static final String ADDRESS_RULE = "must be an http(s) address without query and fragment";
    private static final String ADDRESS = "https://fhir.example.org";

    /** By the names that the parts of the plugin have for what an operator sets. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("accountSid", "telemed.twilio.account-sid"),
            Map.entry("apiKeySid", "telemed.twilio.api-key-sid"),
            Map.entry("apiKeySecret", "telemed.twilio.api-key-secret"),
            Map.entry("authToken", "telemed.twilio.auth-token"),
            Map.entry("baseUrl", "telemed.twilio.base-url"),
            Map.entry("timeLimit", "telemed.twilio.time-limit"),
            Map.entry("rateShare", "telemed.twilio.rate-share"),
            Map.entry("statusCallback", "telemed.public-url"),
            Map.entry("maxParticipants", "telemed.rooms.max-participants"),
            Map.entry("unusedTimeout", "telemed.rooms.unused-timeout"),
            Map.entry("emptyTimeout", "telemed.rooms.empty-timeout"),
            Map.entry("maxParticipantDuration", "telemed.rooms.max-participant-duration"),
            Map.entry("mediaRegion", "telemed.rooms.media-region"),
            Map.entry("namePrefix", "telemed.rooms.name-prefix"),
            Map.entry("ttl", "telemed.tokens.ttl"),
            Map.entry("earlyJoin", "telemed.join.early"));

    private final TelemedProperties properties;
    private final TelemedSettings settings;

    TelemedSettingsCheck(TelemedProperties properties) {
        this.properties = properties;
        this.settings = new TelemedSettings(properties);
    }

    /** What is missing comes first; so a setting may come twice. */
    Stream<InvalidSetting> invalid() {
        return Stream.of(missing(), addresses(), others(), refused()).flatMap(found -> found);
    }

    private Stream<InvalidSetting> missing() {
        TelemedProperties.Twilio twilio = properties.twilio();
        return new SettingChecks()
                        .require(
                                isSet(properties.publicUrl()),
                                "telemed.public-url",
                                "must be set to the http(s) address at which Twilio, too, reaches this server",
                                ADDRESS)
                        .require(
                                isSet(twilio.accountSid()),
                                "telemed.twilio.account-sid",
                                "must be set: AC and 32 hex digits")
                        .require(
                                isSet(twilio.apiKeySid()),
                                "telemed.twilio.api-key-sid",
                                "must be set to the SID of an API key of region US1: SK and 32 hex digits")
                        .require(
                                isSet(twilio.apiKeySecret()),
                                "telemed.twilio.api-key-secret",
                                "must be set to that key's secret, which Twilio shows once")
                        .invalid()
                        .stream();
    }

    private Stream<InvalidSetting> addresses() {
        return new SettingChecks()
                        .require(isAddress(properties.publicUrl()), "telemed.public-url", ADDRESS_RULE, ADDRESS)
                        .require(
                                isAddress(properties.fhirBaseUrl()),
                                "telemed.fhir-base-url",
                                ADDRESS_RULE,
                                ADDRESS + "/fhir")
                        .require(
                                properties.formerPublicUrls().stream().allMatch(TelemedSettingsCheck::isAddress),
                                "telemed.former-public-urls",
                                ADDRESS_RULE,
                                ADDRESS)
                        .invalid()
                        .stream();
    }

    private Stream<InvalidSetting> others() {
        List<String> claims = properties.security().profileClaims();
        return new SettingChecks()
                        .require(
                                !isUnresolved(properties.twilio().authToken()),
                                "telemed.twilio.auth-token",
                                "must be set, or the property be left out: it is a placeholder that nothing fills")
                        .require(
                                properties.limits().body().toBytes() > 0,
                                "telemed.limits.body",
                                "must be more than nothing",
                                "1MB")
                        .require(
                                !claims.isEmpty() && claims.stream().noneMatch(String::isBlank),
                                "telemed.security.profile-claims",
                                "must name the claims that may hold the caller's profile",
                                "fhirUser")
                        .require(
                                properties.sweep().interval().compareTo(SHORTEST_SWEEP) >= 0,
                                "telemed.sweep.interval",
                                "must be at least one second",
                                "60s")
                        .invalid()
                        .stream();
    }

    /** Each part refuses what it cannot work with. */
    private Stream<InvalidSetting> refused() {
        return Stream.of(
                        account(),
                        refusedBy(settings::rateShare),
                        refusedBy(() ->
                                RoomRequest.requirePossible(properties.rooms().maxParticipants())),
                        underThePublicUrl(),
                        refusedBy(settings::tokens),
                        refusedBy(properties.security()::trustedIssuer))
                .flatMap(found -> found)
                .map(invalid -> invalid.named(PROPERTIES.getOrDefault(invalid.name(), invalid.name())));
    }

    /** The former secrets only once the account itself is sound, because they are checked as secrets of the account. */
    private Stream<InvalidSetting> account() {
        List<InvalidSetting> invalid = refusedBy(settings::account).toList();
        return invalid.isEmpty()
                ? refusedBy(settings::formerSigners)
                        .map(secret -> secret.named("telemed.twilio.former-api-key-secrets"))
                : invalid.stream();
    }

    private Stream<InvalidSetting> underThePublicUrl() {
        return properties.publicUrl() == null
                ? Stream.empty()
                : Stream.concat(refusedBy(settings::rooms), refusedBy(settings::naming));
    }

    private static Stream<InvalidSetting> refusedBy(Runnable part) {
        try {
            part.run();
            return Stream.empty();
        } catch (InvalidSettingsException invalid) {
            return invalid.settings().stream();
        }
    }

    private static boolean isAddress(@Nullable URI url) {
        return url == null
                || (url.getHost() != null
                        && List.of("http", "https").contains(url.getScheme())
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null
                        && url.getRawUserInfo() == null);
    }

    /** Spring leaves a placeholder in place that nothing fills. */
    private static boolean isUnresolved(@Nullable Object value) {
        return value != null && value.toString().startsWith("${");
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null && !value.toString().isBlank() && !isUnresolved(value);
    }
}

package org.telemed.plugin.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.SettingChecks;
import org.telemed.core.video.RoomRequest;

/** Checks all settings, and names each that is missing or wrong by its property. */
final class TelemedSettingsCheck {
    private static final Duration SHORTEST_SWEEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_SWEEP = Duration.ofDays(365);
    private static final int MOST_STREAMS = 100_000;
    private static final int MOST_REQUESTS_PER_MINUTE = 100_000;
    private static final Set<String> PEOPLE =
            new TreeSet<>(Set.of("Practitioner", "PractitionerRole", "RelatedPerson", "Patient", "Device"));
    private static final String ADDRESS_RULE = "must be an http(s) address without query and fragment";
    private static final String ADDRESS = "https://fhir.example.org";

    /** By the names that the parts of the plugin have for what an operator sets. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("maxParticipants", "telemed.rooms.max-participants"),
            Map.entry("unusedTimeout", "telemed.rooms.unused-timeout"),
            Map.entry("emptyTimeout", "telemed.rooms.empty-timeout"),
            Map.entry("maxParticipantDuration", "telemed.rooms.max-participant-duration"),
            Map.entry("mediaRegion", "telemed.rooms.media-region"),
            Map.entry("namePrefix", "telemed.rooms.name-prefix"),
            Map.entry("ttl", "telemed.tokens.ttl"),
            Map.entry("earlyJoin", "telemed.join.early"));

    private final TelemedProperties properties;
    private final ComponentSettings settings;
    private final VideoVendors vendors;

    TelemedSettingsCheck(TelemedProperties properties, VideoVendors vendors) {
        this.properties = properties;
        this.vendors = vendors;
        this.settings = new ComponentSettings(properties);
    }

    /** What is missing comes first; so a setting may come twice. */
    Stream<InvalidSetting> invalid() {
        return Stream.of(
                        missing(),
                        vendor(),
                        addresses(),
                        limits(),
                        streams(),
                        others(),
                        AuditSettingsCheck.invalid(properties.audit()),
                        refused())
                .flatMap(found -> found);
    }

    private Stream<InvalidSetting> missing() {
        return new SettingChecks()
                        .require(
                                BoundSettings.isSet(properties.publicUrl()),
                                "telemed.public-url",
                                "must be set to the http(s) address at which the video vendor, too, reaches this server",
                                ADDRESS)
                        .invalid()
                        .stream();
    }

    private Stream<InvalidSetting> vendor() {
        return Stream.concat(
                new SettingChecks().collect(vendors::required).invalid().stream(), vendors.invalidSettings().stream());
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

    private Stream<InvalidSetting> limits() {
        TelemedProperties.Limits limits = properties.limits();
        return new SettingChecks()
                        .require(
                                isFrom(1, Integer.MAX_VALUE, limits.body().toBytes()),
                                "telemed.limits.body",
                                "must be more than nothing and less than 2GB",
                                "1MB")
                        .require(
                                isFrom(0, MOST_REQUESTS_PER_MINUTE, limits.requestsPerMinute()),
                                "telemed.limits.requests-per-minute",
                                "must be a number from 0 (no limit) to 100000",
                                "600")
                        .invalid()
                        .stream();
    }

    private Stream<InvalidSetting> streams() {
        TelemedProperties.Limits limits = properties.limits();
        return new SettingChecks()
                        .require(
                                isFrom(0, MOST_STREAMS, limits.streams()),
                                "telemed.limits.streams",
                                "must be a number from 0 (none) to 100000",
                                "2000")
                        .require(
                                isFrom(1, MOST_STREAMS, limits.streamsPerCaller()),
                                "telemed.limits.streams-per-caller",
                                "must be a number from 1 to 100000",
                                "20")
                        .invalid()
                        .stream();
    }

    private Stream<InvalidSetting> others() {
        List<String> claims = properties.security().profileClaims();
        Set<String> moderators = properties.waitingRoom().moderators();
        return new SettingChecks()
                        .require(
                                !claims.isEmpty() && claims.stream().noneMatch(String::isBlank),
                                "telemed.security.profile-claims",
                                "must name the claims that may hold the caller's profile",
                                "fhirUser")
                        .require(
                                !moderators.isEmpty() && PEOPLE.containsAll(moderators),
                                "telemed.waiting-room.moderators",
                                "must name resource types of people who take part in visits: "
                                        + String.join(", ", PEOPLE),
                                "Practitioner,PractitionerRole")
                        .require(
                                properties.sweep().interval().compareTo(SHORTEST_SWEEP) >= 0
                                        && properties.sweep().interval().compareTo(LONGEST_SWEEP) <= 0,
                                "telemed.sweep.interval",
                                "must be one second to 365 days",
                                "60s")
                        .invalid()
                        .stream();
    }

    /** Each part refuses what it cannot work with. */
    private Stream<InvalidSetting> refused() {
        return new SettingChecks()
                        .add(vendors.impossible(settings.rooms()))
                        .collect(() ->
                                RoomRequest.requirePossible(properties.rooms().maxParticipants()))
                        .collect(this::requireNaming)
                        .collect(settings::tokens)
                        .collect(properties.security()::trustedIssuer)
                        .invalid()
                        .stream()
                        .map(invalid -> invalid.named(PROPERTIES.getOrDefault(invalid.name(), invalid.name())));
    }

    private void requireNaming() {
        if (properties.publicUrl() != null) {
            settings.naming(id -> false);
        }
    }

    private static boolean isFrom(long least, long most, long value) {
        return value >= least && value <= most;
    }

    private static boolean isAddress(@Nullable URI url) {
        return url == null
                || (url.getHost() != null
                        && List.of("http", "https").contains(url.getScheme())
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null
                        && url.getRawUserInfo() == null);
    }
}

package org.telemed.plugin.settings;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.core.video.RoomSettings;
import org.telemed.core.video.VideoVendor;
import org.telemed.hapi.caller.CallerRateLimiter;

/** Converts the settings into what the components need. */
public final class ComponentSettings {

    private static final int REQUESTS_TO_A_FAILURE = 100;

    private final TelemedProperties properties;

    public ComponentSettings(TelemedProperties properties) {
        this.properties = properties;
    }

    /** The URL at which that vendor reports events. */
    public URI statusCallback(VideoVendor vendor) {
        return URI.create(properties.publicBase() + VideoVendors.callbackPath(vendor));
    }

    public RoomSettings rooms() {
        TelemedProperties.Rooms rooms = properties.rooms();
        return new RoomSettings(
                rooms.unusedTimeout(),
                rooms.emptyTimeout(),
                rooms.maxParticipantDuration(),
                Optional.ofNullable(rooms.mediaRegion()),
                rooms.record());
    }

    /**
     * The naming of rooms.
     *
     * @param isRoomId tells what the vendor could take for a room's own id
     */
    public RoomNaming naming(Predicate<String> isRoomId) {
        return new RoomNaming(
                properties.rooms().namePrefix(),
                URI.create(properties.publicBase()),
                properties.formerPublicUrls(),
                isRoomId);
    }

    /** The rate limit of each caller; empty if there is none. */
    public Optional<CallerRateLimiter> rateLimit() {
        int requests = properties.limits().requestsPerMinute();
        return requests == 0 ? Optional.empty() : Optional.of(CallerRateLimiter.perMinute(requests));
    }

    /** How often guests, and whoever pretends to be one, may fail from one address in a minute; empty for no limit. */
    public Optional<Integer> guestFailures() {
        int requests = properties.limits().requestsPerMinute();
        return requests == 0 ? Optional.empty() : Optional.of(Math.max(1, requests / REQUESTS_TO_A_FAILURE));
    }

    public IssueTelemedToken.Settings tokens() {
        return new IssueTelemedToken.Settings(
                properties.tokens().ttl(),
                properties.join().early(),
                properties.security().hideExistence());
    }
}

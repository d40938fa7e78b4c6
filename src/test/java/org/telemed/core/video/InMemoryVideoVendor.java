package org.telemed.core.video;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.setting.InvalidSetting;

/** A vendor that is no Twilio, without a network: ids, a channel type, tokens and reports of its own. */
public final class InMemoryVideoVendor implements VideoVendor {
    public static final String NAME = "memory";
    public static final ChannelType CHANNEL_TYPE = new ChannelType("rooms-in-memory", "Rooms in memory");

    /** What its reports are sent with. */
    public static final Map<String, String> HEADERS =
            Map.of("Content-Type", SignedReports.MEDIA_TYPE, SignedReports.HEADER, "1");

    private static final Pattern ID = Pattern.compile("room-[0-9]{8}", Pattern.CASE_INSENSITIVE);

    private final String secret;
    private final boolean callbacks;
    private @Nullable InMemoryVideoProvider rooms;

    /**
     * A vendor with one account.
     *
     * @param secret signs tokens and reports; empty if somebody forgot to set it
     * @param callbacks whether reports are verified
     */
    public InMemoryVideoVendor(String secret, boolean callbacks) {
        this.secret = secret;
        this.callbacks = callbacks;
    }

    /** What is at the vendor, past all ports. */
    public synchronized InMemoryVideoProvider rooms() {
        return Optional.ofNullable(rooms).orElseThrow();
    }

    /** Somebody joins with a token; whether it lets them in. */
    public boolean joins(String token, Instant now) {
        Optional<SignedLine> pass = SignedLine.verified(token, secret);
        if (pass.isEmpty() || !now.isBefore(Instant.parse(pass.get().field(2)))) {
            return false;
        }
        rooms().joined(new RoomId(pass.get().field(0)), pass.get().field(1));
        return true;
    }

    /** The body of a report, signed. */
    public String report(String event, Room room, Optional<RoomEvent.Stay> stay) {
        return SignedLine.of(
                        event,
                        room.id().value(),
                        room.name(),
                        room.observedAt().toString(),
                        stay.map(RoomEvent.Stay::id).orElse(""),
                        stay.map(RoomEvent.Stay::identity).orElse(""))
                .signed(secret);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChannelType channelType() {
        return CHANNEL_TYPE;
    }

    @Override
    public boolean isRoomId(String value) {
        return ID.matcher(value).matches();
    }

    @Override
    public List<InvalidSetting> invalidSettings() {
        return secret.isEmpty() ? List.of(new InvalidSetting("memory.secret", "must be set", "s3cret")) : List.of();
    }

    /** Any room will do. */
    @Override
    public void requirePossible(RoomSettings settings) {}

    @Override
    public boolean verifiesCallbacks() {
        return callbacks;
    }

    @Override
    public synchronized VideoAccount account(
            URI statusCallback, RoomSettings settings, Clock clock, TelemedEvents events) {
        if (rooms == null) {
            rooms = new InMemoryVideoProvider(
                    clock, statusCallback.toString(), number -> new RoomId("room-%08d".formatted(number)));
        }
        return new Account(rooms, secret, callbacks);
    }

    /** Needs no limits, so each purpose has the same provider. */
    private record Account(VideoProvider rooms, String secret, boolean verified) implements VideoAccount {
        @Override
        public VideoProvider forUsers() {
            return rooms;
        }

        @Override
        public VideoProvider forReconciler() {
            return rooms;
        }

        @Override
        public VideoProvider forSweep() {
            return rooms;
        }

        @Override
        public int sweepReadsIn(Duration time) {
            return 1000;
        }

        @Override
        public TokenSigner tokens() {
            return (room, identity, issued, expires) -> new VideoToken(
                    SignedLine.of(room.value(), identity, expires.toString()).signed(secret),
                    UUID.randomUUID().toString(),
                    room,
                    identity,
                    expires);
        }

        @Override
        public KeyedHash hashes() {
            return (purpose, text) -> SignedLine.of(purpose, text).signature(secret);
        }

        @Override
        public Optional<RoomEventReader> callbacks() {
            return verified ? Optional.of(new SignedReports(secret)) : Optional.empty();
        }
    }
}

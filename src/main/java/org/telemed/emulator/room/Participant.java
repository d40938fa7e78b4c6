package org.telemed.emulator.room;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One stay of one identity in a room. */
public record Participant(
        String sid,
        String identity,
        Instant started,
        @Nullable Instant ended) {

    public boolean isConnected() {
        return ended == null;
    }

    /** Twilio's word: connected or disconnected. */
    public String status() {
        return isConnected() ? "connected" : "disconnected";
    }

    /** How long the stay lasted, in whole seconds; absent while it lasts. */
    public @Nullable Long seconds() {
        Instant end = ended;
        return end == null ? null : Duration.between(started, end).toSeconds();
    }

    public boolean answersTo(String sidOrIdentity) {
        return sid.equals(sidOrIdentity) || identity.equals(sidOrIdentity);
    }

    Participant disconnected(Instant at) {
        return new Participant(sid, identity, started, at);
    }

    /** The same stay, its identity replaced by its SID. */
    Participant anonymous() {
        return new Participant(sid, sid, started, ended);
    }
}

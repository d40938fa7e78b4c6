package org.telemed.emulator.room;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stay of one identity in a room.
 *
 * @param connectionLost since when the participant has been reconnecting; absent while connected
 * @param departure absent while the stay lasts
 */
public record Participant(
        String sid,
        String identity,
        Instant started,
        @Nullable Instant connectionLost,
        @Nullable Departure departure) {

    /** How long a lost connection may be restored ({@code session_timeout} of twilio-video.js, 30 s). */
    public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);

    static Participant joined(String sid, String identity, Instant now) {
        return new Participant(sid, identity, now, null, null);
    }

    /** Also while reconnecting. */
    public boolean isConnected() {
        return departure == null;
    }

    public boolean isReconnecting() {
        return isConnected() && connectionLost != null;
    }

    public @Nullable Instant ended() {
        return departure == null ? null : departure.at();
    }

    /** Twilio's word: connected, reconnecting or disconnected. */
    public String status() {
        if (isReconnecting()) {
            return "reconnecting";
        }
        return isConnected() ? "connected" : "disconnected";
    }

    /** How long the stay lasted, in whole seconds; absent while it lasts. */
    public @Nullable Long seconds() {
        Instant end = ended();
        return end == null ? null : Duration.between(started, end).toSeconds();
    }

    public boolean answersTo(String sidOrIdentity) {
        return sid.equals(sidOrIdentity) || identity.equals(sidOrIdentity);
    }

    /** How the stay ends if nothing else happens. */
    Departure expectedDeparture(Duration longestStay) {
        Instant longest = started.plus(longestStay);
        Instant lost = connectionLost;
        if (lost != null && lost.plus(SESSION_TIMEOUT).isBefore(longest)) {
            return new Departure(lost.plus(SESSION_TIMEOUT), Departure.Cause.CONNECTION_LOST);
        }
        return new Departure(longest, Departure.Cause.DURATION_EXCEEDED);
    }

    Participant disconnected(Departure why) {
        return new Participant(sid, identity, started, connectionLost, why);
    }

    Participant reconnecting(Instant since) {
        return new Participant(sid, identity, started, since, departure);
    }

    Participant reconnected() {
        return new Participant(sid, identity, started, null, departure);
    }

    /** The same stay, its identity replaced by its SID. */
    Participant anonymous() {
        return new Participant(sid, sid, started, connectionLost, departure);
    }
}

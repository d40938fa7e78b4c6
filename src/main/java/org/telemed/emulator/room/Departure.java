package org.telemed.emulator.room;

import java.time.Instant;

/** When and why a participant was disconnected. */
public record Departure(Instant at, Cause cause) {

    /** Twilio tells its clients of some of them by an error of its own. */
    public enum Cause {
        /** The participant disconnected by its own will. */
        LEFT,
        /** By the REST API, {@code Status=disconnected}. */
        REMOVED,
        /** The same identity connected again. */
        DUPLICATE_IDENTITY,
        /** The room's {@code MaxParticipantDuration} was over. */
        DURATION_EXCEEDED,
        /** The connection was lost, and not restored before the session timed out. */
        CONNECTION_LOST,
        ROOM_COMPLETED
    }
}

package org.telemed.emulator.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a room.
 *
 * @param room as it is after the event
 * @param participant absent for events of the room itself
 */
public record RoomEvent(Type type, Room room, @Nullable Participant participant, Instant at) {

    /** The events that the emulator knows: of Twilio's status callbacks, and those that only signaling reports. */
    public enum Type {
        ROOM_CREATED("room-created"),
        ROOM_ENDED("room-ended"),
        PARTICIPANT_CONNECTED("participant-connected"),
        PARTICIPANT_DISCONNECTED("participant-disconnected"),
        PARTICIPANT_RECONNECTING(""),
        PARTICIPANT_RECONNECTED("");

        private final String callbackName;

        Type(String callbackName) {
            this.callbackName = callbackName;
        }

        /** The value of {@code StatusCallbackEvent}; empty if there is no status callback of it. */
        public String callbackName() {
            return callbackName;
        }
    }

    /** What happened between two states of a room; before it existed there is none. */
    static List<RoomEvent> between(@Nullable Room before, Room after, Instant at) {
        List<RoomEvent> events = new ArrayList<>();
        if (before == null) {
            events.add(new RoomEvent(Type.ROOM_CREATED, after, null, at));
        }
        List<Participant> known = before == null ? List.of() : before.participants();
        for (int i = 0; i < known.size(); i++) {
            Participant now = after.participants().get(i);
            change(known.get(i), now).ifPresent(type -> events.add(new RoomEvent(type, after, now, at)));
        }
        for (Participant joined :
                after.participants().subList(known.size(), after.participants().size())) {
            events.add(new RoomEvent(Type.PARTICIPANT_CONNECTED, after, joined, at));
        }
        if (!after.isInProgress()) {
            events.add(new RoomEvent(Type.ROOM_ENDED, after, null, at));
        }
        return events;
    }

    private static Optional<Type> change(Participant before, Participant now) {
        if (before.isConnected() && !now.isConnected()) {
            return Optional.of(Type.PARTICIPANT_DISCONNECTED);
        }
        if (before.isReconnecting() == now.isReconnecting()) {
            return Optional.empty();
        }
        return Optional.of(now.isReconnecting() ? Type.PARTICIPANT_RECONNECTING : Type.PARTICIPANT_RECONNECTED);
    }
}

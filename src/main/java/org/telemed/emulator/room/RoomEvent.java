package org.telemed.emulator.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a room, as a status callback tells it.
 *
 * @param room as it is after the event
 * @param participant absent for events of the room itself
 */
public record RoomEvent(Type type, Room room, @Nullable Participant participant, Instant at) {

    /** The events that the emulator knows, of those that Twilio has. */
    public enum Type {
        ROOM_CREATED("room-created"),
        ROOM_ENDED("room-ended"),
        PARTICIPANT_CONNECTED("participant-connected"),
        PARTICIPANT_DISCONNECTED("participant-disconnected");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        /** The value of {@code StatusCallbackEvent}. */
        public String wireName() {
            return wireName;
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
            if (known.get(i).isConnected() && !now.isConnected()) {
                events.add(new RoomEvent(Type.PARTICIPANT_DISCONNECTED, after, now, at));
            }
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
}

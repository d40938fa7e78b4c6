package org.telemed.twilio.limits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomPage;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.VideoProvider;

/** The provider's rooms as one purpose may use them. */
final class ResilientVideoProvider implements VideoProvider {
    private final VideoProvider rooms;
    private final LimitedCalls calls;
    private final TelemedEvents events;

    ResilientVideoProvider(VideoProvider rooms, LimitedCalls calls, TelemedEvents events) {
        this.events = events;
        this.rooms = rooms;
        this.calls = calls;
    }

    /** {@inheritDoc} Sent again after a lost answer, it finds the name taken: by the room that it opened itself. */
    @Override
    public Optional<Room> open(RoomRequest request) {
        return calls.write("open", () -> rooms.open(request));
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return calls.read("find", () -> rooms.find(id));
    }

    @Override
    public Optional<Room> findInProgress(String name) {
        return calls.read("findInProgress", () -> rooms.findInProgress(name));
    }

    @Override
    public void complete(RoomId id) {
        calls.write("complete", () -> {
            rooms.complete(id);
            return id;
        });
        events.roomCompleted();
    }

    @Override
    public RoomPage listInProgress(Optional<String> cursor) {
        return calls.read("listInProgress", () -> rooms.listInProgress(cursor));
    }

    @Override
    public RoomPage listCompleted(Instant createdAfter, Optional<String> cursor) {
        return calls.read("listCompleted", () -> rooms.listCompleted(createdAfter, cursor));
    }

    @Override
    public List<RoomParticipant> connected(RoomId id) {
        return calls.read("connected", () -> rooms.connected(id));
    }

    @Override
    public List<RoomParticipant> everyStay(RoomId id) {
        return calls.read("everyStay", () -> rooms.everyStay(id));
    }

    @Override
    public void disconnect(RoomId room, String participantId) {
        calls.write("disconnect", () -> {
            rooms.disconnect(room, participantId);
            return room;
        });
    }
}

package org.telemed.emulator.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.telemed.emulator.room.Departure;
import org.telemed.emulator.room.JoinGrant;
import org.telemed.emulator.room.Joined;
import org.telemed.emulator.room.Participant;
import org.telemed.emulator.room.Room;
import org.telemed.emulator.room.RoomEvent;
import org.telemed.emulator.room.Rooms;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.signaling.tcmp.EventLoop;
import org.telemed.emulator.signaling.tcmp.TcmpConnection;
import org.telemed.emulator.signaling.tcmp.TcmpListener;
import org.telemed.emulator.token.AccessTokens;

/**
 * The Room Signaling Protocol: turns messages of clients into changes of rooms, and events of rooms into messages. Who
 * is in a room is known to {@link Rooms} alone, so it does not matter which API changed that.
 */
public final class RoomSignaling implements TcmpListener, Consumer<RoomEvent> {

    private final EventLoop loop;
    private final Rooms rooms;
    private final AccessTokens tokens;
    private final Sessions sessions = new Sessions();
    private final Map<String, SignaledRoom> signaledRooms = new LinkedHashMap<>();

    public RoomSignaling(EventLoop loop, Rooms rooms, AccessTokens tokens) {
        this.loop = loop;
        this.rooms = rooms;
        this.tokens = tokens;
    }

    /** The connections that participants have now. */
    public SignalingConnections connections() {
        return new SignalingConnections(loop, sessions);
    }

    @Override
    public void received(TcmpConnection connection, JsonNode message) {
        try {
            switch (message.path("type").asText()) {
                case "ice" -> ice(connection, message);
                case "connect" -> connect(connection, message);
                case "sync" -> sync(connection, message);
                case "update" -> update(connection, message);
                case "disconnect" -> disconnect(connection);
                default ->
                    RspReader.check(false, "The type of a message must be ice, connect, sync, update or disconnect");
            }
        } catch (TwilioException e) {
            refuse(connection, e);
        }
    }

    private void ice(TcmpConnection connection, JsonNode message) {
        tokens.verify(RspReader.text(message, "token"));
        connection.send(RspMessages.iced());
    }

    /** The event of joining answers it, after the events that joining caused. */
    private void connect(TcmpConnection connection, JsonNode message) {
        RspReader.check(sessions.on(connection).isEmpty(), "This connection has a participant already");
        ConnectMessage request = ConnectMessage.read(message);
        JoinGrant grant = tokens.verify(request.token());
        Joined joined = request.name().isEmpty() ? rooms.join(grant) : rooms.join(request.name(), grant);
        Participant participant = joined.participant();
        sessions.add(
                new Session(
                        joined.room().sid(), new RemoteParticipant(participant.sid(), participant.identity()), request),
                connection);
    }

    /** Takes up a session after its connection was lost; the token must be valid still. */
    private void sync(TcmpConnection connection, JsonNode message) {
        RspReader.checkVersion(message);
        RspReader.check(sessions.on(connection).isEmpty(), "This connection has a participant already");
        LocalParticipant local = RspReader.participant(message);
        List<JsonNode> entries = RspReader.peerConnections(message);
        JoinGrant grant = tokens.verify(RspReader.text(message, "token"));
        Session session = sessions.withId(RspReader.text(message, "session"))
                .filter(found -> found.participant().identity().equals(grant.identity()))
                .filter(found -> rooms.isGranted(found.roomSid(), grant))
                .orElseThrow(() -> over(grant));
        sessions.attach(session, connection);
        rooms.connectionRestored(session.roomSid(), session.participant().sid());
        boolean changed = session.publish(local);
        SignaledRoom room = room(session.roomSid());
        room.resume(session);
        if (changed) {
            room.publish(session);
        }
        entries.forEach(entry -> room.relay(session, entry));
    }

    /** Why a session is no longer there: its room has ended, or its participant was disconnected. */
    private TwilioException over(JoinGrant grant) {
        boolean completed = Optional.ofNullable(grant.room())
                .flatMap(rooms::find)
                .filter(room -> !room.isInProgress())
                .isPresent();
        return new TwilioException(completed ? TwilioError.ROOM_COMPLETED : TwilioError.PARTICIPANT_NOT_FOUND);
    }

    private void update(TcmpConnection connection, JsonNode message) {
        Optional<Session> session = sessions.on(connection);
        RspReader.check(session.isPresent(), "A connect must come first");
        List<JsonNode> entries = RspReader.peerConnections(message);
        SignaledRoom room = room(session.orElseThrow().roomSid());
        if (message.has("participant") && session.orElseThrow().publish(RspReader.participant(message))) {
            room.publish(session.orElseThrow());
        }
        entries.forEach(entry -> room.relay(session.orElseThrow(), entry));
    }

    private void disconnect(TcmpConnection connection) {
        sessions.on(connection).ifPresent(this::leave);
    }

    private void leave(Session session) {
        rooms.leave(session.roomSid(), session.participant().sid());
    }

    /** An error is the end of the connection, and of the participant. */
    private void refuse(TcmpConnection connection, TwilioException refusal) {
        Optional<Session> session = sessions.detach(connection);
        connection.finish(RspMessages.error(refusal));
        session.ifPresent(this::leave);
    }

    @Override
    public void closed(TcmpConnection connection, boolean bye) {
        sessions.detach(connection).ifPresent(session -> {
            if (bye) {
                leave(session);
            } else {
                rooms.connectionLost(session.roomSid(), session.participant().sid());
            }
        });
    }

    /** Called under the lock of {@link Rooms}. */
    @Override
    public void accept(RoomEvent event) {
        loop.execute(() -> happened(event));
    }

    private void happened(RoomEvent event) {
        String roomSid = event.room().sid();
        Participant participant = event.participant();
        if (participant == null) {
            if (!event.room().isInProgress()) {
                signaledRooms.remove(roomSid);
            }
            return;
        }
        switch (event.type()) {
            case PARTICIPANT_CONNECTED -> connected(event.room(), participant);
            case PARTICIPANT_RECONNECTING, PARTICIPANT_RECONNECTED ->
                room(roomSid).changeState(participant.sid(), participant.status());
            case PARTICIPANT_DISCONNECTED -> disconnected(roomSid, participant);
            case ROOM_CREATED, ROOM_ENDED -> throw new IllegalStateException("It has no participant");
        }
    }

    private void connected(Room room, Participant participant) {
        Session session = sessions.of(participant.sid()).orElse(null);
        RemoteParticipant newcomer = session == null
                ? new RemoteParticipant(participant.sid(), participant.identity())
                : session.participant();
        room(room.sid()).connect(room, newcomer, session);
    }

    /** When a room ends, nobody is told of the others. */
    private void disconnected(String roomSid, Participant participant) {
        Departure departure = Objects.requireNonNull(participant.departure());
        if (departure.cause() != Departure.Cause.ROOM_COMPLETED) {
            room(roomSid).disconnect(participant.sid());
        }
        sessions.of(participant.sid())
                .flatMap(sessions::remove)
                .ifPresent(connection -> connection.finish(RspMessages.farewell(departure.cause())));
    }

    private SignaledRoom room(String sid) {
        return signaledRooms.computeIfAbsent(sid, unknown -> new SignaledRoom());
    }
}

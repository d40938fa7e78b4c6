package org.telemed.emulator.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.telemed.emulator.room.Room;

/**
 * Who is in one room, and the peer connections between each two of them: there is no media server. Those who joined by
 * the control API are participants without a session, and without media. Confined to the event loop.
 */
final class SignaledRoom {

    private final Map<String, RemoteParticipant> participants = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, PeerConnection> peerConnections = new LinkedHashMap<>();

    /** Lets a participant in, introduces the others, and connects it with each of them. */
    void connect(Room room, RemoteParticipant newcomer, @Nullable Session session) {
        participants.put(newcomer.sid(), newcomer);
        announce(newcomer);
        if (session == null) {
            return;
        }
        List<PeerConnection> opened = sessions.values().stream()
                .map(other -> new PeerConnection(session, other))
                .toList();
        sessions.put(newcomer.sid(), session);
        opened.forEach(pair -> peerConnections.put(pair.id(), pair));
        session.send(
                RspMessages.peerConnections(state(RspMessages.connected(room, session), session), session.spare()));
        opened.forEach(
                pair -> session.send(RspMessages.peerConnections(RspMessages.update(), List.of(pair.createOffer()))));
    }

    /** Lets a participant go. */
    void disconnect(String participantSid) {
        RemoteParticipant gone = participants.remove(participantSid);
        if (gone == null) {
            return;
        }
        gone.changeState("disconnected");
        Session session = sessions.remove(participantSid);
        for (Session other : sessions.values()) {
            ObjectNode update = news(gone, other);
            pairs(session, other).forEach(pair -> {
                peerConnections.remove(pair.id());
                RspMessages.peerConnections(update, List.of(pair.close()));
            });
            other.send(update);
        }
    }

    /** Tells the others of a connection that was lost or restored. */
    void changeState(String participantSid, String state) {
        RemoteParticipant participant = participants.get(participantSid);
        if (participant != null) {
            participant.changeState(state);
            announce(participant);
        }
    }

    /** Confirms to a participant what it publishes, and tells the others. */
    void publish(Session session) {
        session.send(session.published(RspMessages.update()));
        announce(session.participant());
    }

    /** Passes on what one side of a peer connection says; of one that is closed, nothing. */
    void relay(Session from, JsonNode entry) {
        PeerConnection pair = peerConnections.get(RspReader.text(entry, "id"));
        if (pair != null && pair.has(from)) {
            pair.relay(from, entry)
                    .ifPresent(relayed -> pair.opposite(from)
                            .send(RspMessages.peerConnections(RspMessages.update(), List.of(relayed))));
        }
    }

    /** Tells a participant that is back all there is now; what is missing in it, the SDK ends. */
    void resume(Session session) {
        List<ObjectNode> entries = peerConnections.values().stream()
                .filter(pair -> pair.has(session))
                .map(pair -> pair.resume(session))
                .toList();
        session.send(RspMessages.peerConnections(state(RspMessages.synced(), session), entries));
    }

    private ObjectNode state(ObjectNode message, Session session) {
        List<RemoteParticipant> others = others(session);
        message.putArray("participants");
        RspMessages.participants(message, others);
        return session.subscribed(session.published(message), others);
    }

    private void announce(RemoteParticipant changed) {
        for (Session other : sessions.values()) {
            if (!other.participant().equals(changed)) {
                other.send(news(changed, other));
            }
        }
    }

    private ObjectNode news(RemoteParticipant changed, Session receiver) {
        ObjectNode update = RspMessages.participants(RspMessages.update(), List.of(changed));
        return receiver.subscribed(update, others(receiver));
    }

    private List<RemoteParticipant> others(Session session) {
        List<RemoteParticipant> others = new ArrayList<>(participants.values());
        others.remove(session.participant());
        return others;
    }

    private List<PeerConnection> pairs(@Nullable Session one, Session other) {
        return peerConnections.values().stream()
                .filter(pair -> pair.has(one) && pair.has(other))
                .toList();
    }
}

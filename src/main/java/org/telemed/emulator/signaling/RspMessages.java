package org.telemed.emulator.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.telemed.emulator.room.Departure;
import org.telemed.emulator.room.Participant;
import org.telemed.emulator.room.Room;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;

/** Writes the messages of the Room Signaling Protocol, version 2, as twilio-video.js reads them. */
final class RspMessages {

    private static final int VERSION = 2;
    private static final int ICE_VERSION = 1;

    private RspMessages() {}

    /** No STUN and no TURN: on one machine there is nothing to traverse. */
    static ObjectNode iced() {
        ObjectNode message = message("iced").put("version", ICE_VERSION);
        message.putArray("ice_servers");
        return message;
    }

    /** The answer to {@code connect}, as far as it is the same for everybody in the room. */
    static ObjectNode connected(Room room, Session session) {
        ObjectNode message = message("connected")
                .put("session", session.id())
                .put("sid", room.sid())
                .put("name", room.uniqueName());
        message.putObject("options")
                .put("session_timeout", Participant.SESSION_TIMEOUT.toSeconds())
                .put("signaling_region", "local")
                .put("media_region", room.options().mediaRegion());
        message.putObject("participant")
                .put("sid", session.participant().sid())
                .put("identity", session.participant().identity());
        return recording(message);
    }

    /** The answer to {@code sync}. */
    static ObjectNode synced() {
        return recording(message("synced"));
    }

    static ObjectNode update() {
        return message("update");
    }

    static ObjectNode participants(ObjectNode message, Collection<RemoteParticipant> participants) {
        participants.forEach(participant -> message.withArray("/participants").add(participant.json()));
        return message;
    }

    static ObjectNode peerConnections(ObjectNode message, List<? extends JsonNode> entries) {
        message.putArray("peer_connections").addAll(entries);
        return message;
    }

    /** The entry that commands a client: to offer, or to close. */
    static ObjectNode command(String peerConnectionId, String type, int revision) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("id", peerConnectionId);
        entry.putObject("description").put("type", type).put("revision", revision);
        return entry;
    }

    static ObjectNode error(TwilioException refusal) {
        return message("error").put("code", refusal.error().code()).put("message", refusal.getMessage());
    }

    /** What a participant is told last. */
    static ObjectNode farewell(Departure.Cause cause) {
        return switch (cause) {
            case LEFT, REMOVED, CONNECTION_LOST -> message("disconnected").put("status", "disconnected");
            case ROOM_COMPLETED -> message("disconnected").put("status", "completed");
            case DUPLICATE_IDENTITY -> error(new TwilioException(TwilioError.DUPLICATE_IDENTITY));
            case DURATION_EXCEEDED -> error(new TwilioException(TwilioError.SESSION_LENGTH));
        };
    }

    private static ObjectNode recording(ObjectNode message) {
        message.putObject("recording").put("is_recording", false).put("revision", 1);
        return message;
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("version", VERSION);
    }
}

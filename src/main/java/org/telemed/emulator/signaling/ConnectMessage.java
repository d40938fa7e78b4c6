package org.telemed.emulator.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The request to join a room.
 *
 * @param name the room's SID or unique name; empty: the token says it
 * @param peerConnections what the client offers before it knows to whom
 */
record ConnectMessage(String token, String name, LocalParticipant participant, List<JsonNode> peerConnections) {

    static ConnectMessage read(JsonNode message) {
        RspReader.checkVersion(message);
        return new ConnectMessage(
                RspReader.text(message, "token"),
                message.path("name").asText(""),
                RspReader.participant(message),
                RspReader.peerConnections(message));
    }

    /** Leaves out the token and all that describes media. */
    @Override
    public String toString() {
        return "ConnectMessage[name=" + name + "]";
    }
}

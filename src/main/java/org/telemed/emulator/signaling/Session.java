package org.telemed.emulator.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.telemed.emulator.signaling.tcmp.TcmpConnection;

/** One participant's signaling, which outlives a lost connection. Confined to the event loop. */
final class Session {

    private final String id = UUID.randomUUID().toString();
    private final String roomSid;
    private final RemoteParticipant participant;
    private final List<ObjectNode> spare;
    private @Nullable TcmpConnection connection;
    private int heardRevision;
    private int publishedRevision;
    private int subscribedRevision;

    Session(String roomSid, RemoteParticipant participant, ConnectMessage request) {
        this.roomSid = roomSid;
        this.participant = participant;
        this.spare = request.peerConnections().stream().map(Session::close).toList();
        publish(request.participant());
    }

    private static ObjectNode close(JsonNode offered) {
        int revision = offered.path("description").path("revision").asInt();
        return RspMessages.command(offered.path("id").asText(), "close", revision + 1);
    }

    String id() {
        return id;
    }

    String roomSid() {
        return roomSid;
    }

    RemoteParticipant participant() {
        return participant;
    }

    /** Closes what the client offered to a media server, before it knew whom it would meet. */
    List<ObjectNode> spare() {
        return spare;
    }

    /** Takes over what the participant says of itself if it is news; whether it is. */
    boolean publish(LocalParticipant local) {
        if (local.revision() <= heardRevision) {
            return false;
        }
        heardRevision = local.revision();
        participant.publish(local.tracks());
        return true;
    }

    /** Adds what the participant publishes itself. */
    ObjectNode published(ObjectNode message) {
        ObjectNode published = message.putObject("published").put("revision", ++publishedRevision);
        ArrayNode tracks = published.putArray("tracks");
        participant.putTracks(tracks);
        tracks.forEach(track -> ((ObjectNode) track).put("state", "ready"));
        return message;
    }

    /** Adds what the participant receives: all that the others publish. */
    ObjectNode subscribed(ObjectNode message, Collection<RemoteParticipant> others) {
        ObjectNode subscribed = message.putObject("subscribed").put("revision", ++subscribedRevision);
        ArrayNode tracks = subscribed.putArray("tracks");
        others.forEach(other -> other.putTracks(tracks));
        return message;
    }

    void attach(TcmpConnection newConnection) {
        connection = newConnection;
        newConnection.use();
    }

    @Nullable
    TcmpConnection detach() {
        TcmpConnection former = connection;
        connection = null;
        return former;
    }

    /** Sends, unless the connection is lost; then a {@code synced} makes up for it. */
    void send(ObjectNode message) {
        if (connection != null) {
            connection.send(message);
        }
    }
}

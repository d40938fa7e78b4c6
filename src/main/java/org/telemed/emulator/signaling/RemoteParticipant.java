package org.telemed.emulator.signaling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A participant as the others see it; each change has a revision of its own, or the SDK would ignore it. */
final class RemoteParticipant {

    private final String sid;
    private final String identity;
    private final Map<String, String> trackSids = new LinkedHashMap<>();
    private List<LocalTrack> tracks = List.of();
    private String state = "connected";
    private int revision = 1;

    RemoteParticipant(String sid, String identity) {
        this.sid = sid;
        this.identity = identity;
    }

    String sid() {
        return sid;
    }

    String identity() {
        return identity;
    }

    /** Connected, reconnecting or disconnected. */
    void changeState(String newState) {
        state = newState;
        revision++;
    }

    /** Takes over what is published now; a track that is still there keeps its SID. */
    void publish(List<LocalTrack> published) {
        tracks = published;
        published.forEach(track -> trackSids.computeIfAbsent(
                track.id(), id -> "MT" + UUID.randomUUID().toString().replace("-", "")));
        trackSids.keySet().retainAll(published.stream().map(LocalTrack::id).toList());
        revision++;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("sid", sid)
                .put("identity", identity)
                .put("state", state)
                .put("revision", revision);
        ArrayNode array = json.putArray("tracks");
        tracks.forEach(track -> array.addObject()
                .put("sid", trackSids.get(track.id()))
                .put("name", track.name())
                .put("kind", track.kind())
                .put("enabled", track.enabled())
                .put("priority", track.priority()));
        return json;
    }

    /** Appends id and SID of each track, so that a subscriber knows which media belong to which track. */
    void putTracks(ArrayNode array) {
        trackSids.forEach((id, trackSid) -> array.addObject().put("id", id).put("sid", trackSid));
    }
}

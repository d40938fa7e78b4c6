package org.telemed.emulator.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;

/** Reads the messages of the Room Signaling Protocol; what a client may not send is refused with 53004. */
final class RspReader {

    private static final int VERSION = 2;
    private static final int MOST_ENTRIES = 100;
    private static final int LONGEST_TEXT = 256;
    private static final Set<String> KINDS = Set.of("audio", "video", "data");
    private static final Set<String> DESCRIPTIONS = Set.of("offer", "answer", "pranswer", "close");

    private RspReader() {}

    static void checkVersion(JsonNode message) {
        check(message.path("version").asInt() == VERSION, "The version of RSP must be " + VERSION);
    }

    /** A field of any length. */
    static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        check(value.isTextual(), "\"" + name + "\" must be there, a string");
        return value.textValue();
    }

    /** The field {@code participant} of a message. */
    static LocalParticipant participant(JsonNode message) {
        JsonNode participant = message.path("participant");
        JsonNode revision = participant.path("revision");
        check(revision.isInt(), "\"participant\" must have a \"revision\", a whole number");
        return new LocalParticipant(revision.intValue(), tracks(participant));
    }

    private static List<LocalTrack> tracks(JsonNode participant) {
        List<LocalTrack> tracks = new ArrayList<>();
        for (JsonNode track : entries(participant, "tracks")) {
            String kind = text(track, "kind");
            check(KINDS.contains(kind), "The kind of a track must be one of " + KINDS);
            tracks.add(new LocalTrack(
                    shortText(track, "id"),
                    kind,
                    shortText(track, "name"),
                    track.path("enabled").asBoolean(true),
                    track.path("priority").asText("standard")));
        }
        long ids = tracks.stream().map(LocalTrack::id).distinct().count();
        check(ids == tracks.size(), "Each track must have an id of its own");
        return tracks;
    }

    /** The entries of {@code peer_connections}, which is absent if nothing changed. */
    static List<JsonNode> peerConnections(JsonNode message) {
        if (!message.has("peer_connections")) {
            return List.of();
        }
        List<JsonNode> entries = entries(message, "peer_connections");
        for (JsonNode entry : entries) {
            shortText(entry, "id");
            JsonNode description = entry.path("description");
            check(
                    description.isMissingNode() || DESCRIPTIONS.contains(text(description, "type")),
                    "The type of a description must be one of " + DESCRIPTIONS);
            check(entry.path("ice").isMissingNode() || entry.path("ice").isObject(), "\"ice\" must be an object");
        }
        return entries;
    }

    private static List<JsonNode> entries(JsonNode json, String name) {
        JsonNode array = json.path(name);
        check(
                array.isArray() && array.size() <= MOST_ENTRIES,
                "\"" + name + "\" must be an array of at most " + MOST_ENTRIES);
        List<JsonNode> entries = new ArrayList<>();
        array.forEach(entry -> {
            check(entry.isObject(), "\"" + name + "\" must hold objects");
            entries.add(entry);
        });
        return entries;
    }

    private static String shortText(JsonNode json, String name) {
        String value = text(json, name);
        check(!value.isEmpty() && value.length() <= LONGEST_TEXT, "\"" + name + "\" is empty or too long");
        return value;
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new TwilioException(TwilioError.SIGNALING_MESSAGE, otherwise);
        }
    }
}

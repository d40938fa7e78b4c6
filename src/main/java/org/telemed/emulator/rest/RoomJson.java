package org.telemed.emulator.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.telemed.emulator.room.Room;
import org.telemed.emulator.room.RoomOptions;

/** Writes a room as {@code video.v1.room} of Twilio's OpenAPI description. */
record RoomJson(String accountSid, String baseUrl) {

    /** What a group room allows ("Programmable Video Limits", Twilio's docs). */
    private static final int PUBLISHED_TRACKS = 170;

    ObjectNode of(Room room) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("sid", room.sid())
                .put("status", room.status())
                .put("date_created", Dates.iso(room.created()))
                .put("date_updated", Dates.iso(room.updated()))
                .put("account_sid", accountSid)
                .put("unique_name", room.uniqueName())
                .put("end_time", Dates.iso(room.ended()))
                .put("duration", room.seconds());
        putOptions(room.options(), json);
        String url = baseUrl + "/v1/Rooms/" + room.sid();
        json.put("url", url);
        json.putObject("links")
                .put("participants", url + "/Participants")
                .put("recordings", url + "/Recordings")
                .put("transcriptions", url + "/Transcriptions")
                .put("recording_rules", url + "/RecordingRules");
        return json;
    }

    private static void putOptions(RoomOptions options, ObjectNode json) {
        json.put("enable_turn", options.enableTurn())
                .put("status_callback", options.statusCallback())
                .put("status_callback_method", options.statusCallbackMethod())
                .put("type", options.type())
                .put("max_participants", options.maxParticipants())
                .put(
                        "max_participant_duration",
                        options.maxParticipantDuration().toSeconds())
                .put("max_concurrent_published_tracks", PUBLISHED_TRACKS)
                .put("record_participants_on_connect", options.recordParticipantsOnConnect())
                .put("media_region", options.mediaRegion())
                .put("audio_only", options.audioOnly())
                .put("empty_room_timeout", options.emptyRoomTimeout().toMinutes())
                .put("unused_room_timeout", options.unusedRoomTimeout().toMinutes())
                .put("large_room", options.largeRoom());
        ArrayNode codecs = json.putArray("video_codecs");
        options.videoCodecs().forEach(codecs::add);
    }
}

package org.telemed.emulator.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.telemed.emulator.room.Joined;
import org.telemed.emulator.room.Participant;
import org.telemed.emulator.room.Room;

/** Writes a participant as {@code video.v1.room.room_participant} of Twilio's OpenAPI description. */
public record ParticipantJson(String accountSid, String baseUrl) {

    public ObjectNode of(Joined joined) {
        return of(joined.room(), joined.participant());
    }

    ObjectNode of(Room room, Participant participant) {
        String url = url(room, participant);
        ObjectNode json = fields(room, participant).put("url", url);
        json.putObject("links")
                .put("published_tracks", url + "/PublishedTracks")
                .put("subscribed_tracks", url + "/SubscribedTracks")
                .put("subscribe_rules", url + "/SubscribeRules")
                .put("anonymize", url + "/Anonymize");
        return json;
    }

    /** As {@code video.v1.room.room_participant.room_participant_anonymize}. */
    ObjectNode anonymized(Joined joined) {
        return fields(joined.room(), joined.participant())
                .put("url", url(joined.room(), joined.participant()) + "/Anonymize");
    }

    private String url(Room room, Participant participant) {
        return baseUrl + "/v1/Rooms/" + room.sid() + "/Participants/" + participant.sid();
    }

    private ObjectNode fields(Room room, Participant participant) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sid", participant.sid())
                .put("room_sid", room.sid())
                .put("account_sid", accountSid)
                .put("status", participant.status())
                .put("identity", participant.identity())
                .put("date_created", Dates.iso(participant.started()))
                .put("date_updated", Dates.iso(Objects.requireNonNullElse(participant.ended(), participant.started())))
                .put("start_time", Dates.iso(participant.started()))
                .put("end_time", Dates.iso(participant.ended()))
                .put("duration", participant.seconds());
    }
}

package org.telemed.emulator.callback;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.telemed.emulator.room.Participant;
import org.telemed.emulator.room.Room;
import org.telemed.emulator.room.RoomEvent;

/**
 * One event on its way to a room's callback URL.
 *
 * @param idempotencyToken the same each time this event is sent
 * @see <a href="https://www.twilio.com/docs/video/api/status-callbacks">Status Callbacks</a>
 */
record StatusCallback(String url, String method, Map<String, String> parameters, String idempotencyToken) {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static StatusCallback of(RoomEvent event, String url, String accountSid, int sequenceNumber) {
        Room room = event.room();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("AccountSid", accountSid);
        parameters.put("RoomName", room.uniqueName());
        parameters.put("RoomSid", room.sid());
        parameters.put("RoomStatus", room.status());
        parameters.put("RoomType", room.options().type());
        parameters.put("StatusCallbackEvent", event.type().callbackName());
        parameters.put("Timestamp", TIMESTAMP.format(event.at()));
        parameters.put("SequenceNumber", String.valueOf(sequenceNumber));
        if (event.type() == RoomEvent.Type.ROOM_ENDED) {
            parameters.put("RoomDuration", String.valueOf(room.seconds()));
        }
        Participant participant = event.participant();
        if (participant != null) {
            put(participant, parameters);
        }
        return new StatusCallback(
                url,
                room.options().statusCallbackMethod(),
                parameters,
                UUID.randomUUID().toString());
    }

    private static void put(Participant participant, Map<String, String> parameters) {
        parameters.put("ParticipantSid", participant.sid());
        parameters.put("ParticipantStatus", participant.status());
        parameters.put("ParticipantIdentity", participant.identity());
        if (!participant.isConnected()) {
            parameters.put("ParticipantDuration", String.valueOf(participant.seconds()));
        }
    }
}

package org.telemed.emulator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.telemed.emulator.room.Participant;
import org.telemed.emulator.room.Room;
import org.telemed.emulator.room.Rooms;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;

/**
 * RecordingRules of a room and SubscribeRules of a participant. They are stored and answered; nothing is recorded or
 * relayed by them.
 */
final class RulesResource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SUBSCRIBE_FIELDS =
            List.of("type", "all", "publisher", "track", "kind", "priority");

    private final Rooms rooms;
    private final Clock clock;
    private final Map<String, Rules> changed = new ConcurrentHashMap<>();

    RulesResource(Rooms rooms, Clock clock) {
        this.rooms = rooms;
        this.clock = clock;
    }

    Answer recording(Call call) {
        Room room = room(call);
        String type = room.options().recordParticipantsOnConnect() ? "include" : "exclude";
        return recording(room, changed.getOrDefault(room.sid(), new Rules(all(type), room.created())));
    }

    Answer changeRecording(Call call) {
        Room room = room(call);
        if (!room.isInProgress()) {
            throw new TwilioException(TwilioError.STATUS, "Room is not in-progress");
        }
        ArrayNode rules = rules(call, new TwilioException(TwilioError.RECORDING_RULES));
        return recording(room, changing(room.sid(), rules));
    }

    Answer subscribing(Call call) {
        Room room = room(call);
        Participant participant = participant(call, room);
        return subscribing(room, participant, changed.getOrDefault(participant.sid(), new Rules(all("include"), null)));
    }

    Answer changeSubscribing(Call call) {
        Room room = room(call);
        Participant participant = participant(call, room);
        ArrayNode rules = rules(call, new TwilioException(TwilioError.INVALID_PARAMETER, "Invalid Rules"));
        return subscribing(room, participant, changing(participant.sid(), rules));
    }

    private static Answer recording(Room room, Rules rules) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("room_sid", room.sid());
        json.set("rules", rules.json());
        return Answer.json(
                200,
                json.put("date_created", Dates.iso(room.created())).put("date_updated", Dates.iso(rules.changed())));
    }

    /** Without dates, and each rule with all of its fields, as in the examples of Twilio's OpenAPI description. */
    private static Answer subscribing(Room room, Participant participant, Rules rules) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("participant_sid", participant.sid())
                .put("room_sid", room.sid())
                .putNull("date_created")
                .putNull("date_updated");
        ArrayNode array = json.putArray("rules");
        for (JsonNode rule : rules.json()) {
            ObjectNode whole = array.addObject();
            SUBSCRIBE_FIELDS.forEach(field -> whole.set(field, rule.get(field)));
        }
        return Answer.json(200, json);
    }

    private Rules changing(String sid, ArrayNode rules) {
        Rules now = new Rules(rules, clock.instant());
        changed.put(sid, now);
        return now;
    }

    private static ArrayNode rules(Call call, TwilioException otherwise) {
        try {
            JsonNode json = JSON.readTree(call.form().value("Rules").orElse(""));
            if (json instanceof ArrayNode rules && !rules.isEmpty() && areRules(rules)) {
                return rules;
            }
        } catch (JsonProcessingException noJson) {
            otherwise.addSuppressed(noJson);
        }
        throw otherwise;
    }

    private static boolean areRules(ArrayNode rules) {
        for (JsonNode rule : rules) {
            String type = rule.path("type").asText();
            if (!type.equals("include") && !type.equals("exclude")) {
                return false;
            }
        }
        return true;
    }

    private static ArrayNode all(String type) {
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        rules.addObject().put("type", type).put("all", true);
        return rules;
    }

    private Room room(Call call) {
        return rooms.find(call.segments().get(2)).orElseThrow(() -> VideoApi.unknown(call));
    }

    private static Participant participant(Call call, Room room) {
        return room.participant(call.segments().get(4)).orElseThrow(() -> VideoApi.unknown(call));
    }

    private record Rules(ArrayNode json, @Nullable Instant changed) {}
}

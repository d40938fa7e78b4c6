package org.telemed.emulator.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.telemed.emulator.room.Participant;
import org.telemed.emulator.room.Room;
import org.telemed.emulator.room.Rooms;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Form;

/** /v1/Rooms/{SidOrUniqueName}/Participants and one participant below it. */
final class ParticipantResource {

    private static final Set<String> STATUSES = Set.of("connected", "disconnected", "reconnecting");

    private final Rooms rooms;
    private final ParticipantJson json;

    ParticipantResource(Rooms rooms, ParticipantJson json) {
        this.rooms = rooms;
        this.json = json;
    }

    Answer fetch(Call call) {
        Room room = room(call);
        Participant participant = room.participant(call.segments().get(4)).orElseThrow(() -> VideoApi.unknown(call));
        return Answer.json(200, json.of(room, participant));
    }

    /** The only update that Twilio knows is Status=disconnected: the participant is thrown out. */
    Answer update(Call call) {
        if (!call.form().value("Status").filter("disconnected"::equals).isPresent()) {
            throw new TwilioException(TwilioError.INVALID_PARAMETER, "Invalid Status");
        }
        try {
            return Answer.json(
                    202,
                    json.of(rooms.disconnect(
                            call.segments().get(2), call.segments().get(4))));
        } catch (TwilioException e) {
            throw e.error() == TwilioError.NOT_FOUND ? VideoApi.unknown(call) : e;
        }
    }

    /** Without a Status a room in progress shows who is in, a completed one who was ("Retrieve a list", Twilio's docs). */
    Answer list(Call call) {
        Form query = call.query();
        Room room = room(call);
        String status = query.value("Status").orElse(room.isInProgress() ? "connected" : "disconnected");
        if (!STATUSES.contains(status)) {
            throw new TwilioException(TwilioError.INVALID_PARAMETER, "Invalid Status");
        }
        DateFilter dates = DateFilter.after(query);
        List<Participant> found = new ArrayList<>(room.participants().stream()
                .filter(stay -> stay.status().equals(status))
                .filter(stay ->
                        query.value("Identity").map(stay.identity()::equals).orElse(true))
                .filter(stay -> dates.admits(stay.started()))
                .toList());
        Collections.reverse(found);
        return Answer.json(
                200,
                Page.of(call, found, Participant::sid)
                        .json("participants", json.baseUrl(), stay -> json.of(room, stay)));
    }

    /** Puts the participant's SID in the place of the identity. */
    Answer anonymize(Call call) {
        try {
            return Answer.json(
                    200,
                    json.anonymized(rooms.anonymize(
                            call.segments().get(2), call.segments().get(4))));
        } catch (TwilioException e) {
            throw e.error() == TwilioError.NOT_FOUND ? VideoApi.unknown(call) : e;
        }
    }

    private Room room(Call call) {
        return rooms.find(call.segments().get(2)).orElseThrow(() -> VideoApi.unknown(call));
    }
}

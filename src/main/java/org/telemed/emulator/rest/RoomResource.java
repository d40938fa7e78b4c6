package org.telemed.emulator.rest;

import java.util.List;
import java.util.Set;
import org.telemed.emulator.room.Room;
import org.telemed.emulator.room.Rooms;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Form;

/** /v1/Rooms and /v1/Rooms/{SidOrUniqueName}. */
final class RoomResource {

    private static final Set<String> STATUSES = Set.of("in-progress", "completed", "failed");

    private final Rooms rooms;
    private final RoomJson json;

    RoomResource(Rooms rooms, RoomJson json) {
        this.rooms = rooms;
        this.json = json;
    }

    Answer create(Form form) {
        return Answer.json(201, json.of(rooms.create(RoomForm.read(form))));
    }

    Answer fetch(Call call) {
        Room room = rooms.find(call.segments().get(2)).orElseThrow(() -> VideoApi.unknown(call));
        return Answer.json(200, json.of(room));
    }

    /** The only update that Twilio knows is Status=completed. */
    Answer update(Call call) {
        if (!call.form().value("Status").filter("completed"::equals).isPresent()) {
            throw new TwilioException(TwilioError.STATUS);
        }
        try {
            return Answer.json(202, json.of(rooms.complete(call.segments().get(2))));
        } catch (TwilioException e) {
            throw e.error() == TwilioError.NOT_FOUND ? VideoApi.unknown(call) : e;
        }
    }

    Answer list(Call call) {
        Form query = call.query();
        String status = query.value("Status").orElse("in-progress");
        if (!STATUSES.contains(status)) {
            throw new TwilioException(TwilioError.STATUS);
        }
        DateFilter dates = DateFilter.onOrAfter(query);
        List<Room> found = rooms.list(status).stream()
                .filter(room ->
                        query.value("UniqueName").map(room.uniqueName()::equals).orElse(true))
                .filter(room -> dates.admits(room.created()))
                .toList();
        return Answer.json(200, Page.of(call, found, Room::sid).json("rooms", json.baseUrl(), json::of));
    }
}

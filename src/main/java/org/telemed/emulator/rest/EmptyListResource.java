package org.telemed.emulator.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.telemed.emulator.room.Rooms;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;

/** Recordings and Transcriptions of a room, PublishedTracks and SubscribedTracks of a participant: the emulator has none. */
final class EmptyListResource {

    private final Rooms rooms;
    private final String baseUrl;

    EmptyListResource(Rooms rooms, String baseUrl) {
        this.rooms = rooms;
        this.baseUrl = baseUrl;
    }

    Answer ofRoom(Call call, String key) {
        if (rooms.find(call.segments().get(2)).isEmpty()) {
            throw VideoApi.unknown(call);
        }
        return empty(call, key);
    }

    Answer ofParticipant(Call call, String key) {
        if (rooms.find(call.segments().get(2))
                .flatMap(room -> room.participant(call.segments().get(4)))
                .isEmpty()) {
            throw VideoApi.unknown(call);
        }
        return empty(call, key);
    }

    private Answer empty(Call call, String key) {
        return Answer.json(
                200,
                Page.<String>of(call, List.of(), sid -> sid).json(key, baseUrl, JsonNodeFactory.instance::textNode));
    }
}

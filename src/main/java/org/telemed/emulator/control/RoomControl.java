package org.telemed.emulator.control;

import java.util.List;
import java.util.Set;
import org.telemed.emulator.rest.ParticipantJson;
import org.telemed.emulator.room.Rooms;
import org.telemed.emulator.token.AccessTokens;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Endpoint;

/** POST and DELETE below /_emulator/rooms/{sid}/participants: somebody joins with a token, or leaves. */
public final class RoomControl implements Endpoint {

    private final Rooms rooms;
    private final AccessTokens tokens;
    private final ParticipantJson json;

    public RoomControl(Rooms rooms, AccessTokens tokens, ParticipantJson json) {
        this.rooms = rooms;
        this.tokens = tokens;
        this.json = json;
    }

    @Override
    public Answer answer(Call call) {
        List<String> path = call.segments();
        if (path.size() < 4 || path.size() > 5 || !path.get(3).equals("participants")) {
            return Answer.problem(404, "There is no " + call.path() + " here");
        }
        if (path.size() == 4 && call.method().equals("POST")) {
            String token = Body.of(Body.parse(call), Set.of("token")).text("token");
            return Answer.json(201, json.of(rooms.join(path.get(2), tokens.verify(token))));
        }
        if (path.size() == 5 && call.method().equals("DELETE")) {
            rooms.disconnect(path.get(2), path.get(4));
            return Answer.noContent();
        }
        return ControlApi.notAllowed(call);
    }
}

package org.telemed.emulator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.telemed.emulator.room.EmulatorClock;
import org.telemed.emulator.room.Rooms;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Endpoint;

/** GET and POST /_emulator/clock: what time it is, and letting it pass. */
public final class ClockControl implements Endpoint {

    private final EmulatorClock clock;
    private final Rooms rooms;

    public ClockControl(EmulatorClock clock, Rooms rooms) {
        this.clock = clock;
        this.rooms = rooms;
    }

    @Override
    public Answer answer(Call call) {
        if (call.method().equals("POST")) {
            clock.advance(step(Body.of(Body.parse(call), Set.of("advance")).text("advance")));
        } else if (!call.method().equals("GET")) {
            return ControlApi.notAllowed(call);
        }
        return Answer.json(
                200,
                JsonNodeFactory.instance.objectNode().put("now", rooms.expire().toString()));
    }

    private static Duration step(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration such as PT20M", e);
        }
    }
}

package org.telemed.emulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import org.telemed.emulator.callback.CallbackMode;
import org.telemed.emulator.callback.Callbacks;
import org.telemed.emulator.callback.Delivery;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Endpoint;

/** GET and PUT /_emulator/callbacks: their mode, and what became of them. */
public final class CallbackControl implements Endpoint {

    private final Callbacks callbacks;

    public CallbackControl(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public Answer answer(Call call) {
        if (call.method().equals("PUT")) {
            Body body = Body.of(Body.parse(call), Set.of("mode", "delayMs"));
            CallbackMode mode = CallbackMode.named(body.text("mode"));
            Duration delay =
                    body.number("delayMs", 0, 600_000).map(Duration::ofMillis).orElse(mode.usualDelay());
            callbacks.switchTo(mode, delay);
        } else if (!call.method().equals("GET")) {
            return ControlApi.notAllowed(call);
        }
        return Answer.json(200, json());
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("mode", callbacks.mode().wireName());
        ArrayNode deliveries = json.putArray("deliveries");
        for (Delivery delivery : callbacks.deliveries()) {
            deliveries
                    .addObject()
                    .put("roomSid", delivery.roomSid())
                    .put("event", delivery.event())
                    .put("timestamp", delivery.timestamp())
                    .put("outcome", delivery.outcome());
        }
        return json;
    }
}

package org.telemed.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Endpoint;

/** PUT, GET and DELETE /_emulator/faults. */
public final class FaultControl implements Endpoint {

    private static final Set<String> FIELDS =
            Set.of("match", "skip", "times", "latencyMs", "status", "html", "reset", "hang", "pageSize", "after");

    private final Faults faults;

    public FaultControl(Faults faults) {
        this.faults = faults;
    }

    @Override
    public Answer answer(Call call) {
        return switch (call.method()) {
            case "GET" -> Answer.json(200, json(faults.current()));
            case "PUT" -> {
                List<Fault> rules = read(Body.parse(call));
                faults.arm(rules);
                yield Answer.json(200, json(rules));
            }
            case "DELETE" -> {
                faults.clear();
                yield Answer.noContent();
            }
            default -> ControlApi.notAllowed(call);
        };
    }

    private static List<Fault> read(JsonNode json) {
        List<Fault> rules = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(rule -> rules.add(rule(rule)));
        } else {
            rules.add(rule(json));
        }
        return rules;
    }

    private static Fault rule(JsonNode json) {
        Body body = Body.of(json, FIELDS);
        return new Fault(
                json.has("match") ? body.text("match") : "*",
                body.number("skip", 0, Integer.MAX_VALUE / 2).orElse(0),
                body.number("times", 0, Integer.MAX_VALUE / 2).orElse(null),
                Duration.ofMillis(body.number("latencyMs", 0, Integer.MAX_VALUE).orElse(0)),
                body.number("status", 200, 599).orElse(null),
                body.flag("html"),
                body.flag("reset"),
                body.flag("hang"),
                body.number("pageSize", 1, 1000).orElse(null),
                body.flag("after"));
    }

    private static ArrayNode json(List<Fault> rules) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Fault fault : rules) {
            ObjectNode json = array.addObject()
                    .put("match", fault.match())
                    .put("latencyMs", fault.latency().toMillis())
                    .put("html", fault.html())
                    .put("reset", fault.reset())
                    .put("hang", fault.hang())
                    .put("after", fault.after());
            json.put("skip", fault.skip())
                    .put("times", fault.times())
                    .put("status", fault.status())
                    .put("pageSize", fault.pageSize());
        }
        return array;
    }
}

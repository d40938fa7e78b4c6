package org.telemed.emulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Endpoint;
import org.telemed.emulator.wire.Form;

/** GET and DELETE /_emulator/requests. */
public final class RequestControl implements Endpoint {

    private final RequestLog log;

    public RequestControl(RequestLog log) {
        this.log = log;
    }

    @Override
    public Answer answer(Call call) {
        return switch (call.method()) {
            case "GET" -> {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                ArrayNode requests = json.putArray("requests");
                log.entries().forEach(entry -> put(entry, requests.addObject()));
                yield Answer.json(200, json);
            }
            case "DELETE" -> {
                log.clear();
                yield Answer.noContent();
            }
            default -> ControlApi.notAllowed(call);
        };
    }

    private static void put(RequestLog.Entry entry, ObjectNode json) {
        json.put("at", entry.at().toString()).put("method", entry.method()).put("path", entry.path());
        put(entry.query(), json.putObject("query"));
        put(entry.form(), json.putObject("form"));
        json.put("status", entry.status()).put("inFlight", entry.isInFlight());
    }

    /** A field given once is a string, one given several times an array. */
    private static void put(Form form, ObjectNode json) {
        form.fields().forEach((name, values) -> {
            if (values.size() == 1) {
                json.put(name, values.get(0));
            } else {
                ArrayNode array = json.putArray(name);
                values.forEach(array::add);
            }
        });
    }
}

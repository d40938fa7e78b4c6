package org.telemed.emulator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.telemed.emulator.rest.ErrorJson;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Endpoint;
import org.telemed.emulator.wire.Transport;

/** What a test drives, without credentials, under /_emulator. */
public final class ControlApi implements Transport {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, Endpoint> controls;

    /** With the controls by their first path segment below /_emulator. */
    public ControlApi(Map<String, Endpoint> controls) {
        this.controls = Map.copyOf(controls);
    }

    @Override
    public Optional<Answer> transport(Call call) {
        return Optional.of(answer(call));
    }

    private Answer answer(Call call) {
        // A web page could point a name of its own at loopback (DNS rebinding); these names it cannot have
        if (!LOCAL.contains(call.host())) {
            return problem(403, "The emulator is driven from this machine only, as localhost or 127.0.0.1");
        }
        Endpoint control =
                call.segments().size() < 2 ? null : controls.get(call.segments().get(1));
        if (control == null) {
            return problem(404, "There is no " + call.path() + " here");
        }
        try {
            return control.answer(call);
        } catch (TwilioException e) {
            return ErrorJson.of(e);
        } catch (IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    /** A refusal in a plain sentence. */
    static Answer problem(int status, String sentence) {
        return Answer.json(status, JsonNodeFactory.instance.objectNode().put("message", sentence));
    }

    static Answer notAllowed(Call call) {
        return problem(405, call.method() + " is not possible on " + call.path());
    }
}

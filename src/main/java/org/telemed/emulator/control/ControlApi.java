package org.telemed.emulator.control;

import java.util.Map;
import java.util.Optional;
import org.telemed.emulator.rest.ErrorJson;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;
import org.telemed.emulator.wire.Endpoint;
import org.telemed.emulator.wire.Transport;

/** What a test drives, without credentials, under /_emulator. */
public final class ControlApi implements Transport {

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
        Endpoint control =
                call.segments().size() < 2 ? null : controls.get(call.segments().get(1));
        if (control == null) {
            return Answer.problem(404, "There is no " + call.path() + " here");
        }
        if (!call.body().isEmpty() && !isJson(call)) {
            return Answer.problem(415, "The body must be JSON, sent with Content-Type: application/json");
        }
        try {
            return control.answer(call);
        } catch (TwilioException e) {
            return ErrorJson.of(e);
        } catch (IllegalArgumentException e) {
            return Answer.problem(400, String.valueOf(e.getMessage()));
        }
    }

    /** A web page can send text/plain or a form across origins without being asked, JSON it cannot. */
    private static boolean isJson(Call call) {
        String type = call.header("Content-Type").orElse("").split(";", 2)[0];
        return type.strip().equalsIgnoreCase("application/json");
    }

    static Answer notAllowed(Call call) {
        return Answer.problem(405, call.method() + " is not possible on " + call.path());
    }
}

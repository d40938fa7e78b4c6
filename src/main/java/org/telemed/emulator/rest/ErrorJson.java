package org.telemed.emulator.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Answer;

/** Writes an error as Twilio does: code, message, more_info, status. */
public final class ErrorJson {

    private ErrorJson() {}

    public static Answer of(TwilioException exception) {
        TwilioError error = exception.error();
        return of(error.code(), error.status(), exception.getMessage());
    }

    /** An error by number, for those that only a fault brings about. */
    public static Answer of(int code, int status, String message) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("message", message)
                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                .put("status", status);
        return Answer.json(status, json);
    }
}

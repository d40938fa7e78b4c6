package org.telemed.emulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/** What goes back over the wire. */
public record Answer(int status, String contentType, String body, Map<String, String> headers) {

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", body.toString(), Map.of());
    }

    /** A page as a proxy in between would send it. */
    public static Answer html(int status, String title) {
        String page = "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body><h1>" + title
                + "</h1></body></html>\n";
        return new Answer(status, "text/html", page, Map.of());
    }

    /** A refusal of the emulator's own, in a plain sentence. */
    public static Answer problem(int status, String sentence) {
        return json(status, JsonNodeFactory.instance.objectNode().put("message", sentence));
    }

    public static Answer noContent() {
        return new Answer(204, "", "", Map.of());
    }

    /** The request goes on in the protocol that it asked for. */
    public static Answer switchingProtocols() {
        return new Answer(101, "", "", Map.of());
    }

    public Answer withHeader(String name, String value) {
        return new Answer(status, contentType, body, Map.of(name, value));
    }
}

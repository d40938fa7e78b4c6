package org.telemed.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.stream.StreamSupport;

/** An answer over HTTP. */
public record Answer(HttpResponse<String> response) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("No JSON: " + body(), notJson);
        }
    }

    /** The first issue of an OperationOutcome. */
    public JsonNode issue() {
        return json().path("issue").path(0);
    }

    /** Our own code in the first issue of an OperationOutcome. */
    public String errorCode() {
        return issue().path("details").path("coding").path(0).path("code").asText();
    }

    /** The value of a parameter, if this is a Parameters resource. */
    public String parameter(String name) {
        return StreamSupport.stream(json().path("parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .findFirst()
                .map(parameter -> parameter.path(parameter.has("valueString") ? "valueString" : "valueInstant"))
                .map(JsonNode::asText)
                .orElse("");
    }

    /** The same answer, if it has that status; else the test fails with what was said instead. */
    public Answer expecting(int status) {
        if (status() != status) {
            throw new AssertionError("expected " + status + ", but it was " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return status() + " " + body();
    }
}

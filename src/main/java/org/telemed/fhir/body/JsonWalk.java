package org.telemed.fhir.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.telemed.fhir.value.NumberCheck;
import org.telemed.fhir.value.TextCheck;

/** Walks through one JSON body and checks each value against the limits. */
final class JsonWalk {

    private final JsonParser parser;
    private final BodyBounds bounds;
    private final ValueCheck strings;
    private final String json;
    private final BodyPath path;
    private int values;

    JsonWalk(JsonParser parser, BodyBounds bounds, ValueCheck strings, String json, BodyPath path) {
        this.parser = parser;
        this.bounds = bounds;
        this.strings = strings;
        this.json = json;
        this.path = path;
    }

    void toTheEnd() throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (path.depth() == 0 && values > 0) {
                throw refused("is followed by another JSON value, at line "
                        + parser.currentTokenLocation().getLineNr() + ", column "
                        + parser.currentTokenLocation().getColumnNr());
            }
            read(token);
        }
    }

    private void read(JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> name(parser.currentName());
            case START_OBJECT -> {
                value();
                path.enter();
            }
            case START_ARRAY -> {
                array();
                path.enterArray();
            }
            case END_OBJECT, END_ARRAY -> {
                path.leave();
                path.next();
            }
            default -> {
                value();
                scalar(token);
                path.next();
            }
        }
    }

    private void name(String name) {
        path.name(name);
        if (name.length() > bounds.nameLength()) {
            throw refused("has a name that is longer than " + bounds.nameLength() + " characters");
        }
        if (TextCheck.isForbidden(name)) {
            throw refused("has a name with a character that FHIR forbids");
        }
    }

    /** FHIR has no arrays of arrays, and HAPI's parser fails on them. */
    private void array() {
        value();
        if (path.inArray()) {
            throw refused("is an array in an array, which FHIR does not have");
        }
    }

    private void value() {
        if (++values > bounds.values()) {
            throw refused("is one value too many for one body; the bound is " + bounds.values());
        }
        if (path.depth() >= bounds.depth()) {
            throw refused("is nested deeper than " + bounds.depth());
        }
        if (path.inArray() && path.index() >= bounds.arrayLength()) {
            throw refused("is more than the " + bounds.arrayLength() + " items that an array may have");
        }
    }

    private void scalar(JsonToken token) throws IOException {
        if (token.isNumeric()) {
            if (NumberCheck.isExcessive(parser.getText())) {
                throw refused("is a number with too many digits or too large an exponent");
            }
        } else if (token == JsonToken.VALUE_STRING) {
            strings.problem(path.parent(), path.name(), parser.getText()).ifPresent(problem -> {
                throw refused(problem);
            });
        }
    }

    private RuntimeException refused(String problem) {
        return BodyErrors.at(path.from(JsonCheck.typeOf(json)), problem);
    }
}

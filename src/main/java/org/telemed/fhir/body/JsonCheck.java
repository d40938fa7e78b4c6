package org.telemed.fhir.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Parses a JSON body token by token, without building objects, and refuses it if malformed or over the limits. */
final class JsonCheck {

    /** As lenient as HAPI's parser, except for duplicate names; its own limits are wider than ours. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BodyBounds bounds;
    private final ValueCheck strings;

    JsonCheck(BodyBounds bounds, ValueCheck strings) {
        this.bounds = bounds;
        this.strings = strings;
    }

    void check(String json) {
        if (json.startsWith(BYTE_ORDER_MARK)) {
            throw BodyErrors.because(
                    "The body starts with a byte order mark, which JSON does not allow. Send it without.");
        }
        BodyPath path = new BodyPath();
        try (JsonParser parser = FACTORY.createParser(json)) {
            new JsonWalk(parser, bounds, strings, json, path).toTheEnd();
        } catch (JsonProcessingException malformed) {
            throw BodyErrors.malformed(
                    "JSON",
                    malformed.getLocation().getLineNr(),
                    malformed.getLocation().getColumnNr(),
                    (malformed.getOriginalMessage().startsWith("Duplicate") ? "A property occurs twice. " : "")
                            + "It is at or after " + path.from(typeOf(json)) + ". Send FHIR JSON.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The type of the root resource; empty if it has none. For error messages only. */
    static String typeOf(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.getParsingContext().getParent().inRoot()
                        && parser.currentName().equals("resourceType")) {
                    String type = parser.nextTextValue();
                    return type == null ? "" : type;
                }
            }
        } catch (IOException malformed) {
            return "";
        }
        return "";
    }
}

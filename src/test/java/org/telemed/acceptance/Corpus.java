package org.telemed.acceptance;

import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.telemed.fhir.FhirRelease;

/** Encounters in the shapes that people post, each rebuilt with data of our own. */
final class Corpus {
    /** With numbers as they are written: in FHIR 1.5 and 1.50 differ. */
    static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String FOLDER = "/encounters/";
    private static final List<String> R4 = List.of(
            "synthetic-population",
            "national-core",
            "quality-measure",
            "standards-example",
            "nordic-message",
            "southern-core",
            "hospital-system",
            "telehealth-app");
    private static final List<String> R5 =
            List.of("synthetic-population", "national-core", "quality-measure", "standards-example", "telehealth-app");

    private Corpus() {}

    static List<String> names(FhirRelease release) {
        return release.isR5() ? R5 : R4;
    }

    /** One of them, without an id. */
    static ObjectNode encounter(FhirRelease release, String name) {
        ObjectNode encounter = read((release.isR5() ? "r5/" : "r4/") + name);
        encounter.remove("id");
        return encounter;
    }

    /** Whom and what they refer to. */
    static String people() {
        return read("people").toString();
    }

    static String xml(FhirRelease release, String json) {
        IParser parser = release.context().newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
        return release.context().newXmlParser().encodeResourceToString(parser.parseResource(json));
    }

    static ObjectNode exact(String json) {
        try {
            return (ObjectNode) EXACT.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("No JSON: " + json, notJson);
        }
    }

    private static ObjectNode read(String name) {
        String file = FOLDER + name + ".json";
        try (InputStream json = Objects.requireNonNull(Corpus.class.getResourceAsStream(file), file)) {
            return exact(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

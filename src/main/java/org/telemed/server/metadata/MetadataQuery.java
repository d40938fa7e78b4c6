package org.telemed.server.metadata;

import ca.uhn.fhir.util.UrlUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.http.GeneralParameterCheck;
import org.telemed.hapi.operation.input.UnknownParameter;

/**
 * The query of {@code GET [base]/metadata}: {@code _format}, {@code _pretty}, {@code _summary=true} and {@code mode=full}.
 * Others would be ignored, or would make the server render the CapabilityStatement for each request.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#capabilities">FHIR R4, capabilities</a>
 */
final class MetadataQuery {

    private static final List<String> NAMES = List.of("_format", "_pretty", "_summary", "mode");

    private final Map<String, String[]> parameters;

    private MetadataQuery(Map<String, String[]> parameters) {
        this.parameters = parameters;
    }

    /** @throws TelemedException BAD_REQUEST, naming the parameter */
    static MetadataQuery of(@Nullable String query) {
        MetadataQuery read = new MetadataQuery(parsed(query == null ? "" : query));
        read.problem().ifPresent(problem -> {
            throw TelemedException.because(Reason.BAD_REQUEST, problem);
        });
        return read;
    }

    MetadataForm in(MetadataFormat format) {
        return new MetadataForm(format, has("_pretty", "true"), has("_summary", "true"));
    }

    Optional<String> format() {
        return values("_format").stream().filter(value -> !value.isEmpty()).findFirst();
    }

    private static Map<String, String[]> parsed(String query) {
        try {
            return UrlUtil.parseQueryString(query);
        } catch (IllegalArgumentException malformed) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST, "The query of the URL is not percent-encoded as it must be.");
        }
    }

    private Optional<String> problem() {
        return unknown()
                .or(() -> NAMES.stream()
                        .filter(name -> values(name).size() > 1)
                        .findFirst()
                        .map(GeneralParameterCheck::repeated))
                .or(() -> unless("_pretty", "true", "false"))
                .or(() -> unless("_summary", "true", "false"))
                .or(() -> unless("mode", "full"));
    }

    private Optional<String> unknown() {
        return parameters.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .findFirst()
                .map(name -> name.equals("_elements")
                        ? "The CapabilityStatement is not sent in parts. Leave _elements out, or ask for _summary=true."
                        : UnknownParameter.refusalOutsideFhir(name, NAMES).message());
    }

    private Optional<String> unless(String name, String... allowed) {
        return values(name).stream()
                .filter(value -> !value.isEmpty() && !List.of(allowed).contains(value))
                .findFirst()
                .map(wrong -> "The parameter " + name + " must be " + String.join(" or ", allowed) + " here.");
    }

    private boolean has(String name, String value) {
        return values(name).contains(value);
    }

    private List<String> values(String name) {
        return Arrays.asList(parameters.getOrDefault(name, new String[0]));
    }
}

package org.telemed.zapehr;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telemed.hapi.http.BufferedBodyRequest;

/**
 * Wraps a request of the ZapEHR-compatible API as a POST of FHIR JSON, without a query, for the FHIR server. The caller
 * and all other headers stay.
 */
final class V1ToFhirRequest extends BufferedBodyRequest {
    private static final String FHIR_JSON = "application/fhir+json";
    /** Of a content type these parameters alone count: clients send JSON as anything. */
    private static final Pattern PARAMETERS =
            Pattern.compile("(?:fhirVersion|charset)=[^;\\s]{1,40}", Pattern.CASE_INSENSITIVE);

    private static final String IDEMPOTENCY_KEY = "idempotency-key";

    /** They would change the form of the answer, or belong to the body that the client sent. */
    private static final Set<String> DROPPED =
            Set.of("accept-encoding", "prefer", "content-length", "content-encoding", "transfer-encoding");

    V1ToFhirRequest(HttpServletRequest request, byte[] body) {
        super(request, body);
    }

    @Override
    public String getMethod() {
        return "POST";
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }

    @Override
    public @Nullable String getParameter(String name) {
        return null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return null;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "accept" -> FHIR_JSON;
            case "content-type" -> getContentType();
            case IDEMPOTENCY_KEY ->
                Optional.ofNullable(super.getHeader(name)).orElse(super.getHeader(V1Headers.REQUEST_ID));
            default -> DROPPED.contains(name.toLowerCase(Locale.ROOT)) ? null : super.getHeader(name);
        };
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case IDEMPOTENCY_KEY -> super.getHeaders(super.getHeader(name) == null ? V1Headers.REQUEST_ID : name);
            case "accept", "content-type" ->
                Collections.enumeration(
                        Optional.ofNullable(getHeader(name)).map(List::of).orElse(List.of()));
            default ->
                DROPPED.contains(name.toLowerCase(Locale.ROOT))
                        ? Collections.emptyEnumeration()
                        : super.getHeaders(name);
        };
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> names = new LinkedHashSet<>(List.of("accept", "content-type", IDEMPOTENCY_KEY));
        Collections.list(super.getHeaderNames()).forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        names.removeIf(name -> getHeader(name) == null);
        return Collections.enumeration(names);
    }

    @Override
    public String getContentType() {
        StringBuilder type = new StringBuilder(FHIR_JSON);
        PARAMETERS
                .matcher(String.valueOf(super.getHeader("Content-Type")))
                .results()
                .forEach(parameter -> type.append(';').append(parameter.group()));
        return type.toString();
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }
}

package org.telemed.server.metadata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.server.fhir.FhirEndpointConfiguration;

/** The request for HAPI to render: {@code GET [base]/metadata} in one form, without other parameters and headers. */
final class MetadataRequest extends HttpServletRequestWrapper {

    private static final String PATH = "/metadata";

    private final Map<String, String> headers;
    private final Map<String, String[]> parameters;

    MetadataRequest(HttpServletRequest request, MetadataForm form) {
        super(request);
        this.parameters = form.parameters();
        // no-cache: HAPI generates it anew instead of answering with one that may be older than the last rendering
        this.headers = Map.of("accept", form.format().contentType(), "cache-control", "no-cache");
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return getContextPath() + FhirEndpointConfiguration.PATH + PATH;
    }

    @Override
    public String getPathInfo() {
        return PATH;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(Stream.ofNullable(getHeader(name)).toList());
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(List.copyOf(headers.keySet()));
    }
}

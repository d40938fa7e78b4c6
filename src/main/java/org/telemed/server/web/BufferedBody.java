package org.telemed.server.web;

import ca.uhn.fhir.util.UrlUtil;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.telemed.hapi.http.BufferedBodyRequest;

/** A request with a body in memory, unzipped. */
final class BufferedBody extends BufferedBodyRequest {

    private static final List<String> DESCRIBE_THE_ORIGINAL = List.of("content-encoding", "transfer-encoding");

    BufferedBody(HttpServletRequest request, byte[] body) {
        super(request, body);
    }

    /** The body, unpacked. */
    byte[] bytes() {
        return body();
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase("content-length")) {
            return String.valueOf(body().length);
        }
        return isOfTheOriginal(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (name.equalsIgnoreCase("content-length")) {
            return Collections.enumeration(List.of(String.valueOf(body().length)));
        }
        return isOfTheOriginal(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = new ArrayList<>(Collections.list(super.getHeaderNames()));
        names.removeIf(BufferedBody::isOfTheOriginal);
        return Collections.enumeration(names);
    }

    /** The container can no longer read a form from the body, so it is read here. */
    @Override
    public Map<String, String[]> getParameterMap() {
        String type = getContentType();
        return type != null && type.startsWith("application/x-www-form-urlencoded")
                ? UrlUtil.parseQueryStrings(getQueryString(), new String(body(), StandardCharsets.UTF_8))
                : super.getParameterMap();
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterValues(name);
        return values == null || values.length == 0 ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    private static boolean isOfTheOriginal(String header) {
        return DESCRIBE_THE_ORIGINAL.stream().anyMatch(header::equalsIgnoreCase);
    }
}

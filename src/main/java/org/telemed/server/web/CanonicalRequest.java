package org.telemed.server.web;

import ca.uhn.fhir.util.DateUtils;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.telemed.hapi.http.Preferences;

/**
 * A request as all code behind it may take it: its path with single slashes, a HEAD as the GET that it stands for, and
 * without an {@code If-Modified-Since} that is no date and preferences that have no value, at which HAPI fails. RFC 9110
 * and RFC 7240 say that these are ignored.
 *
 * <p>The container has chosen the servlet by the path with single slashes. From here on the rules by path see the same one,
 * so that no path gets round them. The container itself leaves the body out of an answer to HEAD.
 */
final class CanonicalRequest extends HttpServletRequestWrapper {

    private static final String PREFER = "Prefer";

    CanonicalRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public String getMethod() {
        String method = super.getMethod();
        return method.equals("HEAD") ? "GET" : method;
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase(PREFER)) {
            return preferences().orElse(null);
        }
        return isIgnored(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (name.equalsIgnoreCase(PREFER)) {
            return Collections.enumeration(preferences().stream().toList());
        }
        return isIgnored(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    private Optional<String> preferences() {
        return Preferences.of(Collections.list(super.getHeaders(PREFER)));
    }

    private boolean isIgnored(String name) {
        if (!name.equalsIgnoreCase(HttpHeaders.IF_MODIFIED_SINCE)) {
            return false;
        }
        List<String> dates = Collections.list(super.getHeaders(name));
        return dates.size() != 1 || DateUtils.parseDate(dates.get(0)) == null;
    }

    /** Each time anew: after a forward the container gives another one. */
    @Override
    public String getRequestURI() {
        String path = super.getRequestURI();
        return path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
    }

    @Override
    public StringBuffer getRequestURL() {
        StringBuffer url = super.getRequestURL();
        url.setLength(url.length() - super.getRequestURI().length());
        return url.append(getRequestURI());
    }
}

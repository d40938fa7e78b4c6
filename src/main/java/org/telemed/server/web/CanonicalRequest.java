package org.telemed.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request as all code behind it may take it: its path with single slashes, and a HEAD as the GET that it stands for.
 *
 * <p>The container has chosen the servlet by the path with single slashes. From here on the rules by path see the same one,
 * so that no path gets round them. The container itself leaves the body out of an answer to HEAD.
 */
final class CanonicalRequest extends HttpServletRequestWrapper {

    CanonicalRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public String getMethod() {
        String method = super.getMethod();
        return method.equals("HEAD") ? "GET" : method;
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

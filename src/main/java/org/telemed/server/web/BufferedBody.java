package org.telemed.server.web;

import ca.uhn.fhir.util.UrlUtil;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request with a body in memory, unzipped. */
final class BufferedBody extends HttpServletRequestWrapper {

    private static final List<String> DESCRIBE_THE_ORIGINAL = List.of("content-encoding", "transfer-encoding");

    private final byte[] body;

    BufferedBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    /** The body, unpacked. */
    byte[] bytes() {
        return body;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new BodyStream(body);
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase("content-length")) {
            return String.valueOf(body.length);
        }
        return isOfTheOriginal(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (name.equalsIgnoreCase("content-length")) {
            return Collections.enumeration(List.of(String.valueOf(body.length)));
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
                ? UrlUtil.parseQueryStrings(getQueryString(), new String(body, StandardCharsets.UTF_8))
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

    private static final class BodyStream extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        BodyStream(byte[] body) {
            bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("This body is read without waiting.");
        }
    }
}

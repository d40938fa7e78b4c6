package org.telemed.server.response;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.telemed.hapi.http.CapturedResponse;

/** A response that is sent when it is complete. Status and headers are the real response's from the start. */
final class BufferedResponse extends CapturedResponse {

    private static final List<String> OF_THE_BODY = List.of("content-", "etag", "last-modified", "location");

    private final ResponseBodyStream body;
    private boolean error;

    BufferedResponse(HttpServletResponse response, ResponseBodyStream body) {
        super(response, body);
        this.body = body;
    }

    /** The body, whole. */
    ResponseBodyStream body() {
        flushWriter();
        return body;
    }

    /** Whether the container makes the body. */
    boolean isError() {
        return error;
    }

    /** Forgets body and status, and the headers that describe them. */
    void restart() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : getHeaderNames()) {
            if (OF_THE_BODY.stream().noneMatch(name.toLowerCase(Locale.ROOT)::startsWith)) {
                headers.put(name, List.copyOf(getHeaders(name)));
            }
        }
        reset();
        headers.forEach((name, values) -> values.forEach(value -> addHeader(name, value)));
    }

    @Override
    protected Charset charset() {
        return Charset.forName(getCharacterEncoding());
    }

    /** The encoding then stands in the content type, as where the container's writer is used. */
    @Override
    public PrintWriter getWriter() {
        setCharacterEncoding(getCharacterEncoding());
        return super.getWriter();
    }

    @Override
    public void sendError(int code) throws IOException {
        discard();
        error = true;
        super.sendError(code);
    }

    @Override
    public void sendError(int code, String message) throws IOException {
        discard();
        error = true;
        super.sendError(code, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        discard();
        error = true;
        super.sendRedirect(location);
    }

    @Override
    public void flushBuffer() throws IOException {
        flushWriter();
        if (!body.isInMemory()) {
            getResponse().flushBuffer();
        }
    }

    @Override
    public boolean isCommitted() {
        return getResponse().isCommitted();
    }

    @Override
    public void reset() {
        discard();
        super.reset();
    }

    @Override
    public void resetBuffer() {
        discard();
        super.resetBuffer();
    }

    private void discard() {
        dropWriter();
        body.reset();
    }
}

package org.telemed.server.metadata;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.telemed.hapi.http.CapturedResponse;

/** Captures status, type and body of a response in memory. */
final class RenderedResponse extends CapturedResponse {

    private final ByteArrayOutputStream body;
    private int status = SC_OK;
    private @Nullable String contentType;

    RenderedResponse(HttpServletResponse response) {
        this(response, new ByteArrayOutputStream());
    }

    private RenderedResponse(HttpServletResponse response, ByteArrayOutputStream body) {
        super(response, body);
        this.body = body;
    }

    byte[] body() {
        flushWriter();
        return body.toByteArray();
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public void sendError(int code) {
        status = code;
    }

    @Override
    public void sendError(int code, String message) {
        status = code;
    }

    @Override
    public @Nullable String getContentType() {
        return contentType;
    }

    @Override
    public void setContentType(@Nullable String type) {
        contentType = type;
    }

    @Override
    public void addHeader(String name, String value) {
        // belongs to this rendering, not to the answers that it is sent with
    }

    @Override
    public void setHeader(String name, String value) {
        addHeader(name, value);
    }

    @Override
    public void setCharacterEncoding(String encoding) {
        // UTF-8, as FHIR wants
    }

    @Override
    public void setContentLength(int length) {
        // not of the real answer
    }

    @Override
    public void setContentLengthLong(long length) {
        // not of the real answer
    }

    @Override
    public void resetBuffer() {
        flushWriter();
        body.reset();
    }
}

package org.telemed.hapi.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;

/** A captured response that is never sent: another one is made of its status and body, which has a form of its own. */
public abstract class TranslatedResponse extends CapturedResponse {
    private final ByteArrayOutputStream body;
    private int status = SC_OK;

    protected TranslatedResponse(HttpServletResponse response) {
        this(response, new ByteArrayOutputStream());
    }

    private TranslatedResponse(HttpServletResponse response, ByteArrayOutputStream body) {
        super(response, body);
        this.body = body;
    }

    /** What was written so far. */
    public final byte[] body() {
        flushWriter();
        return body.toByteArray();
    }

    @Override
    public final int getStatus() {
        return status;
    }

    @Override
    public final void setStatus(int code) {
        status = code;
    }

    @Override
    public final void sendError(int code) {
        resetBuffer();
        status = code;
    }

    @Override
    public final void sendError(int code, String message) {
        sendError(code);
    }

    @Override
    public final void resetBuffer() {
        dropWriter();
        body.reset();
    }

    @Override
    public final void setCharacterEncoding(String encoding) {
        // the other response has its own
    }

    @Override
    public final void setContentLength(int length) {
        // the other response has its own
    }

    @Override
    public final void setContentLengthLong(long length) {
        // the other response has its own
    }
}

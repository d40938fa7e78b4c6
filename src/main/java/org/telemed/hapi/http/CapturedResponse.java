package org.telemed.hapi.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A response whose body goes to another stream than the client's, and is never flushed to the client. */
public abstract class CapturedResponse extends HttpServletResponseWrapper {

    private final OutputStream body;
    private @Nullable PrintWriter writer;

    /** @param body takes whatever is written */
    protected CapturedResponse(HttpServletResponse response, OutputStream body) {
        super(response);
        this.body = body;
    }

    /** The character encoding of the writer. */
    protected Charset charset() {
        return StandardCharsets.UTF_8;
    }

    /** Flushes the writer to the stream. */
    protected final void flushWriter() {
        if (writer != null) {
            writer.flush();
        }
    }

    /** Discards the writer, which may have been closed; the next call of getWriter makes a new one. */
    protected final void dropWriter() {
        flushWriter();
        writer = null;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(body, charset()));
        }
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new BodyStream(body);
    }

    @Override
    public void flushBuffer() throws IOException {
        flushWriter();
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    private static final class BodyStream extends ServletOutputStream {

        private final OutputStream body;

        BodyStream(OutputStream body) {
            this.body = body;
        }

        @Override
        public void write(int octet) throws IOException {
            body.write(octet);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            body.write(bytes, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("This answer is written without waiting.");
        }
    }
}

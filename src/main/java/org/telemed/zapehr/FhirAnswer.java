package org.telemed.zapehr;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps back what the FHIR server answers, to be translated. Headers go through, {@code WWW-Authenticate} and {@code
 * Retry-After} among them, but for those that describe the FHIR body.
 */
final class FhirAnswer extends HttpServletResponseWrapper {
    private static final Set<String> OF_THE_BODY = Set.of(
            "content-type",
            "content-length",
            "content-encoding",
            "content-location",
            "location",
            "etag",
            "last-modified");

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8), true);
    private int status = 200;
    private @Nullable String location;

    FhirAnswer(HttpServletResponse response) {
        super(response);
    }

    byte[] body() {
        writer.flush();
        return body.toByteArray();
    }

    /** Where what it is about is stored; empty if the server did not say. */
    Optional<String> location() {
        return Optional.ofNullable(location);
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
        body.reset();
    }

    @Override
    public void sendError(int code, String message) {
        sendError(code);
    }

    @Override
    public void setHeader(String name, String value) {
        if (name.equalsIgnoreCase("content-location")) {
            location = value;
        }
        if (!isOfTheBody(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase("content-location")) {
            location = value;
        }
        if (!isOfTheBody(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, String.valueOf(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        addHeader(name, String.valueOf(value));
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!isOfTheBody(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isOfTheBody(name)) {
            super.addDateHeader(name, date);
        }
    }

    @Override
    public void setContentType(String type) {
        // the translation has its own
    }

    @Override
    public void setCharacterEncoding(String charset) {
        // the translation has its own
    }

    @Override
    public void setContentLength(int length) {
        // the translation has its own
    }

    @Override
    public void setContentLengthLong(long length) {
        // the translation has its own
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void flushBuffer() {
        writer.flush();
    }

    @Override
    public void reset() {
        resetBuffer();
        status = 200;
    }

    @Override
    public void resetBuffer() {
        writer.flush();
        body.reset();
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int oneByte) {
                body.write(oneByte);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
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
        };
    }

    private static boolean isOfTheBody(String header) {
        return OF_THE_BODY.contains(header.toLowerCase(Locale.ROOT));
    }
}

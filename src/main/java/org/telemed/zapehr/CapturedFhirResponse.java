package org.telemed.zapehr;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.telemed.hapi.http.CapturedResponse;

/**
 * Captures the FHIR server's response for translation. Headers pass, including {@code WWW-Authenticate} and {@code
 * Retry-After}, except those that describe the FHIR body.
 */
final class CapturedFhirResponse extends CapturedResponse {
    private static final Set<String> OF_THE_BODY = Set.of(
            "content-type",
            "content-length",
            "content-encoding",
            "content-location",
            "location",
            "etag",
            "last-modified");

    private final ByteArrayOutputStream body;
    private int status = 200;
    private @Nullable String location;

    CapturedFhirResponse(HttpServletResponse response) {
        this(response, new ByteArrayOutputStream());
    }

    private CapturedFhirResponse(HttpServletResponse response, ByteArrayOutputStream body) {
        super(response, body);
        this.body = body;
    }

    byte[] body() {
        flushWriter();
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

    /** HAPI resets before it answers an exception, and then adds the headers again. */
    @Override
    public void reset() {
        super.reset();
        dropWriter();
        body.reset();
        status = 200;
    }

    @Override
    public void resetBuffer() {
        dropWriter();
        body.reset();
    }

    private static boolean isOfTheBody(String header) {
        return OF_THE_BODY.contains(header.toLowerCase(Locale.ROOT));
    }
}

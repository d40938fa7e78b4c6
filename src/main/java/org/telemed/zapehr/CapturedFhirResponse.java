package org.telemed.zapehr;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.telemed.hapi.http.TranslatedResponse;

/**
 * Captures the FHIR server's response for translation. Headers pass, including {@code WWW-Authenticate} and {@code
 * Retry-After}, except those that describe the FHIR body.
 */
final class CapturedFhirResponse extends TranslatedResponse {
    private static final Set<String> OF_THE_BODY = Set.of(
            "content-type",
            "content-length",
            "content-encoding",
            "content-location",
            "location",
            "etag",
            "last-modified");

    private @Nullable String location;

    CapturedFhirResponse(HttpServletResponse response) {
        super(response);
    }

    /** Where what it is about is stored; empty if the server did not say. */
    Optional<String> location() {
        return Optional.ofNullable(location);
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

    /** HAPI resets before it answers an exception, and then adds the headers again. */
    @Override
    public void reset() {
        super.reset();
        resetBuffer();
        setStatus(SC_OK);
    }

    private static boolean isOfTheBody(String header) {
        return OF_THE_BODY.contains(header.toLowerCase(Locale.ROOT));
    }
}

package org.telemed.server.metadata;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.telemed.hapi.http.TranslatedResponse;

/** Captures status, type and body of a response in memory. */
final class RenderedResponse extends TranslatedResponse {

    private @Nullable String contentType;

    RenderedResponse(HttpServletResponse response) {
        super(response);
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
}

package org.telemed.emulator.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, read to its end.
 *
 * @param path as it was sent, still percent-encoded
 * @param segments of the path, decoded
 * @param host that the client asked for, without port
 * @param authorization the header's value
 */
public record Call(
        String method,
        String path,
        List<String> segments,
        Form query,
        Form form,
        String body,
        String host,
        @Nullable String authorization) {

    private static final int LARGEST_BODY = 1 << 16;

    /**
     * Reads a request; of a body only the first 64 KB.
     *
     * @throws IllegalArgumentException if path, query or form are not properly percent-encoded
     */
    static Call of(HttpServletRequest request) throws IOException {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        String body = new String(request.getInputStream().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
        return new Call(
                request.getMethod(),
                path,
                segments(path),
                query == null ? Form.EMPTY : Form.decode(query),
                isForm(request.getContentType()) ? Form.decode(body) : Form.EMPTY,
                body,
                request.getServerName(),
                request.getHeader("Authorization"));
    }

    /** The same call with that field alone of its name in the query. */
    public Call asking(String name, String value) {
        return new Call(method, path, segments, query.with(name, value), form, body, host, authorization);
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .skip(1)
                // a plus sign in a path is a plus sign
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    /** Leaves out the authorization, the body and the fields. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

package org.telemed.emulator.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, read to its end.
 *
 * @param path as it was sent, still percent-encoded
 * @param segments of the path, decoded
 * @param host that the client asked for, in lower case and without port
 * @param headers the first value of each, by name in any case
 */
public record Call(
        String method,
        String path,
        List<String> segments,
        Form query,
        Form form,
        String body,
        String host,
        Map<String, String> headers) {

    /**
     * Takes a request whose body was read.
     *
     * @throws IllegalArgumentException if path, query or form are not properly percent-encoded
     */
    static Call of(HttpServletRequest request, String body) {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        return new Call(
                request.getMethod(),
                path,
                segments(path),
                query == null ? Form.EMPTY : Form.decode(query),
                isForm(request.getContentType()) ? Form.decode(body) : Form.EMPTY,
                body,
                request.getServerName().toLowerCase(Locale.ROOT),
                headers(request));
    }

    /** The first value of that header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The same call with that field alone of its name in the query. */
    public Call asking(String name, String value) {
        return new Call(method, path, segments, query.with(name, value), form, body, host, headers);
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(request.getHeaderNames()).forEach(name -> headers.putIfAbsent(name, request.getHeader(name)));
        return Collections.unmodifiableMap(headers);
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

    /** Leaves out the headers, the body and the fields. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

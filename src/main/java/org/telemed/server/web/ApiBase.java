package org.telemed.server.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.web.util.UriUtils;
import org.telemed.server.fhir.FhirEndpointConfiguration;

/** The API that a path belongs to, which decides the format of an error response. */
enum ApiBase {
    FHIR("application/fhir+json"),
    V1("application/json"),
    OTHER("application/problem+json");

    private final String contentType;

    ApiBase(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /**
     * The base of a path that may be malformed, encoded or not normalized: it is only asked about paths that are refused.
     *
     * @param path below the context path
     */
    static ApiBase of(String path) {
        List<String> segments = segments(path);
        ApiBase asSent = ofFirst(segments);
        return asSent == OTHER ? ofFirst(resolved(segments)) : asSent;
    }

    private static ApiBase ofFirst(List<String> segments) {
        String first = segments.isEmpty() ? "" : "/" + segments.get(0);
        if (first.equals(FhirEndpointConfiguration.PATH)) {
            return FHIR;
        }
        return first.equals("/v1") ? V1 : OTHER;
    }

    /** Without empty segments, dots and path parameters. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : decoded(path).replace('\\', '/').split("/", -1)) {
            String name = segment.split(";", 2)[0];
            if (!name.isEmpty() && !name.equals(".")) {
                segments.add(name);
            }
        }
        return segments;
    }

    private static List<String> resolved(List<String> segments) {
        Deque<String> resolved = new ArrayDeque<>();
        for (String segment : segments) {
            if (!segment.equals("..")) {
                resolved.addLast(segment);
            } else {
                resolved.pollLast();
            }
        }
        return List.copyOf(resolved);
    }

    private static String decoded(String path) {
        try {
            return UriUtils.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }
}

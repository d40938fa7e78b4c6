package org.telemed.server.web;

import ca.uhn.fhir.rest.api.EncodingEnum;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.body.BodyCheck;
import org.telemed.server.fhir.FhirEndpointConfiguration;

/**
 * Checks queries and bodies on the FHIR base before HAPI parses them. Refuses XML Patch, because HAPI's implementation
 * resolves entities.
 */
final class BodyContentFilter extends OncePerRequestFilter {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Pattern BINARY = Pattern.compile(FhirEndpointConfiguration.PATH + "/Binary(/[A-Za-z0-9.-]+)?");
    private static final List<String> HEADERS_WITH_SEARCHES = List.of("If-None-Exist");

    private final Supplier<BodyCheck> checks;
    private final ErrorResponseWriter refusals;

    /** @param checks asked for at the first request: filters are made before the FHIR version is known */
    BodyContentFilter(Supplier<BodyCheck> checks, ErrorResponseWriter refusals) {
        this.checks = checks;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            check(request, types(request));
        } catch (TelemedException refused) {
            refusals.write(refused, request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private void check(HttpServletRequest request, List<String> types) {
        if (types.stream().anyMatch(type -> type.contains("xml-patch"))) {
            throw TelemedException.because(
                    Reason.UNSUPPORTED_MEDIA_TYPE,
                    "XML Patch is not supported. Send a JSON Patch (application/json-patch+json), or a FHIRPath Patch.");
        }
        if (isSearch(request) && request instanceof BufferedBody && !types.contains(FORM)) {
            throw TelemedException.because(
                    Reason.UNSUPPORTED_MEDIA_TYPE, "A search by POST is a form. Send " + FORM + ".");
        }
        search(request.getQueryString());
        HEADERS_WITH_SEARCHES.forEach(
                header -> Collections.list(request.getHeaders(header)).forEach(this::search));
        if (request instanceof BufferedBody body) {
            Collections.list(request.getHeaders("Content-Type"))
                    .forEach(type -> checks.get().contentType(type));
            check(request, body.bytes(), types);
        }
    }

    private static boolean isSearch(HttpServletRequest request) {
        return request.getRequestURI().endsWith("/_search");
    }

    /** A charset that HAPI would decode by; the text it gets is the text that is checked. */
    private void check(HttpServletRequest request, byte[] body, List<String> types) {
        Charset charset = charset(request);
        for (String type : types) {
            if (type.equals(FORM)) {
                search(BodyCheck.text(body, StandardCharsets.UTF_8));
            } else if (type.startsWith("application/json-patch")) {
                checks.get().jsonPatch(BodyCheck.text(body, charset));
            } else {
                checkFhir(
                        body,
                        charset,
                        isBinary(request)
                                ? EncodingEnum.forContentTypeStrict(type)
                                : EncodingEnum.forContentType(type));
            }
        }
    }

    private void checkFhir(byte[] body, Charset charset, @Nullable EncodingEnum encoding) {
        if (encoding == null) {
            return;
        }
        switch (encoding) {
            case JSON -> checks.get().resource(BodyCheck.text(body, charset));
            case XML -> checks.get().xml(BodyCheck.text(body, charset));
            case RDF, NDJSON ->
                throw TelemedException.because(
                        Reason.BAD_REQUEST,
                        "Bodies of this content type are not supported. Send FHIR JSON or FHIR XML.");
        }
    }

    private void search(@Nullable String query) {
        if (query != null) {
            checks.get().search(query);
        }
    }

    /** A Binary that is sent as it is, not as FHIR: HAPI stores its bytes, and no parser reads them. */
    private static boolean isBinary(HttpServletRequest request) {
        return BINARY.matcher(request.getRequestURI()
                        .substring(request.getContextPath().length()))
                .matches();
    }

    /** All media types that the header names, in whatever spelling: HAPI takes the first that it knows. */
    private static List<String> types(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Content-Type")).stream()
                .filter(Objects::nonNull)
                .flatMap(header -> Stream.concat(Stream.of(header), Arrays.stream(header.split(","))))
                .map(type ->
                        type.split(";", 2)[0].replaceAll("[\"']", "").strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static Charset charset(HttpServletRequest request) {
        try {
            String name = request.getCharacterEncoding();
            return name == null || name.isBlank() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST, "The charset of the content type is unknown. FHIR is sent as UTF-8.");
        }
    }
}

package org.telemed.plugin.issuer;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Reads the access token of a request from the Authorization header (RFC 6750, 2.1). A token in the URL is refused,
 * because URLs are logged; the body is never read.
 */
public final class BearerToken {
    private static final String SCHEME = "bearer";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String HOW = " Send it in the header: Authorization: Bearer, a blank, the token.";

    private BearerToken() {}

    /**
     * The access token of an HTTP request; empty if it has none, or other credentials.
     *
     * @throws TelemedException LOGIN_REQUIRED if there are several
     */
    public static Optional<String> of(HttpServletRequest request) {
        return in(Collections.list(request.getHeaders("Authorization")), isInUrl(request.getQueryString()));
    }

    /** The error for a request without an access token. */
    public static TelemedException missing(HttpServletRequest request) {
        return missing(
                Optional.ofNullable(request.getHeader("Authorization")),
                isInUrl(request.getQueryString()),
                request.getContentType());
    }

    /**
     * The same as {@link #of(HttpServletRequest)}, for requests that require an access token.
     *
     * @throws TelemedException LOGIN_REQUIRED also for other credentials
     */
    static Optional<String> of(RequestDetails request) {
        List<String> headers =
                Optional.ofNullable(request.getHeaders("Authorization")).orElse(List.of());
        boolean inUrl =
                request.getParameters() != null && request.getParameters().containsKey("access_token");
        Optional<String> token = in(headers, inUrl);
        if (token.isEmpty() && (!headers.isEmpty() || inUrl)) {
            throw missing(headers.stream().findFirst(), inUrl, null);
        }
        return token;
    }

    private static Optional<String> in(List<String> headers, boolean inUrl) {
        if (headers.stream().noneMatch(BearerToken::isBearer)) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw refused("There is more than one Authorization header. Send one, with one access token.");
        }
        if (inUrl) {
            throw refused("There is an access token in the header and another in the URL. Send the header alone.");
        }
        String token = headers.get(0).strip().substring(SCHEME.length()).strip();
        if (!isToken68(token)) {
            throw refused("The header Authorization: Bearer must hold one access token and nothing else, in the"
                    + " characters that access tokens have.");
        }
        return Optional.of(token);
    }

    private static TelemedException missing(Optional<String> header, boolean inUrl, @Nullable String contentType) {
        if (header.isPresent()) {
            return refused("The Authorization header has another scheme than Bearer, which does not count here."
                    + " Get an access token." + HOW);
        }
        if (inUrl) {
            return refused("An access token in the URL does not count, because it is logged on its way." + HOW);
        }
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(FORM)
                ? refused("This needs an access token. One in a form does not count." + HOW)
                : refused("This needs an access token." + HOW);
    }

    /** The syntax {@code 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="} of RFC 6750, 2.1; a pattern is slow on hundreds of characters. */
    private static boolean isToken68(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!isTokenCharacter(token.charAt(i))) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/".indexOf(c) >= 0;
    }

    private static boolean isBearer(String header) {
        String value = header.strip().toLowerCase(Locale.ROOT);
        return value.equals(SCHEME) || value.startsWith(SCHEME + " ") || value.startsWith(SCHEME + "\t");
    }

    private static boolean isInUrl(@Nullable String query) {
        return query != null && ("&" + query).contains("&access_token=");
    }

    private static TelemedException refused(String why) {
        return TelemedException.because(Reason.LOGIN_REQUIRED, why);
    }
}

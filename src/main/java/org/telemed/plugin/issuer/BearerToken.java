package org.telemed.plugin.issuer;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** The access token of a request (RFC 6750, 2.1). What stands in a URL or a form is logged on its way, and does not count. */
final class BearerToken {
    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

    private BearerToken() {}

    /** @throws TelemedException LOGIN_REQUIRED where it is not clear which */
    static Optional<String> of(RequestDetails request) {
        List<String> headers = request.getHeaders("Authorization");
        if (headers == null || headers.isEmpty()) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(headers.get(0).strip());
        if (headers.size() > 1 || !bearer.matches()) {
            throw TelemedException.because(
                    Reason.LOGIN_REQUIRED,
                    "Send one access token, in one header: Authorization: Bearer, a blank, the token.");
        }
        return Optional.of(bearer.group(1));
    }
}

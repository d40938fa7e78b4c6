package org.telemed.hapi.caller;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * The header {@code If-Match} of a request: the version that must be the current one.
 *
 * @param version empty if the request has no such header
 * @see <a href="https://hl7.org/fhir/http.html#concurrency">FHIR, Managing Resource Contention</a>
 */
public record IfMatch(Optional<String> version) {
    /** A weak ETag, as FHIR requires; strong or unquoted, as HAPI accepts on a PUT. */
    private static final Pattern FORM = Pattern.compile("(?:W/)?\"(\\d{1,18})\"|(\\d{1,18})");

    /**
     * Reads the header.
     *
     * @throws TelemedException BAD_REQUEST unless it names one version, or there is none
     */
    public static IfMatch of(List<String> headers) {
        if (headers.isEmpty()) {
            return new IfMatch(Optional.empty());
        }
        Matcher form = FORM.matcher(headers.get(0).strip());
        if (headers.size() > 1 || !form.matches()) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "If-Match must name one version, such as W/\"3\". The ETag of the Encounter is what to send.");
        }
        return new IfMatch(Optional.ofNullable(form.group(1)).or(() -> Optional.of(form.group(2))));
    }

    /** @throws TelemedException CONFLICT if this names another version */
    void require(String current) {
        if (version.filter(named -> !named.equals(current)).isPresent()) {
            throw TelemedException.because(
                    Reason.CONFLICT,
                    "If-Match names another version than the current one of this Encounter. Read it again, and repeat the"
                            + " request with the new version if it still makes sense.");
        }
    }
}

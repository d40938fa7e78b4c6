package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.hapi.operation.TelemedOperationProvider;
import org.telemed.hapi.stream.EventStreamAccept;

/**
 * Finds requests whose {@code Accept} names no format of this server. HAPI would answer them in JSON.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#mime-type">FHIR R4, Content Types and encodings</a>
 */
final class AcceptCheck {

    private static final Pattern NO_WEIGHT = Pattern.compile(";q=0(\\.0*)?(;|$)");
    private static final Pattern FHIR_VERSION = Pattern.compile(";fhirversion=\"?([^;\"]*)");
    private static final Set<String> WILDCARDS = Set.of("*/*", "*", "application/*", "text/*");

    private final String version;

    AcceptCheck(FhirContext context) {
        String full = context.getVersion().getVersion().getFhirVersionString();
        this.version = full.substring(0, full.lastIndexOf('.'));
    }

    /** A Binary is sent in its own content type, and {@code _format} counts more than {@code Accept}. */
    boolean isAcceptable(RequestDetails request) {
        List<String> ranges = ranges(request.getHeaders(Constants.HEADER_ACCEPT));
        return ranges.isEmpty()
                || isStream(request)
                || "Binary".equals(request.getResourceName())
                || isPresent(request.getParameters().get(Constants.PARAM_FORMAT))
                || ranges.stream().anyMatch(this::isOurs);
    }

    private static boolean isStream(RequestDetails request) {
        return TelemedOperationProvider.STATUS.equals(request.getOperation())
                && request.getRequestType() == RequestTypeEnum.GET
                && EventStreamAccept.isPreferred(request);
    }

    /** In lower case and without blanks. */
    private static List<String> ranges(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(range -> range.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
                .filter(range -> !range.isEmpty())
                .toList();
    }

    private static boolean isPresent(String @Nullable [] format) {
        return format != null && Stream.of(format).anyMatch(value -> !value.isEmpty());
    }

    private boolean isOurs(String range) {
        String type = range.split(";", 2)[0];
        return !NO_WEIGHT.matcher(range).find()
                && isOfOurVersion(range)
                && (WILDCARDS.contains(type) || EncodingEnum.forContentType(type) != null);
    }

    private boolean isOfOurVersion(String range) {
        Matcher named = FHIR_VERSION.matcher(range);
        return !named.find() || named.group(1).equals(version) || named.group(1).startsWith(version + ".");
    }
}

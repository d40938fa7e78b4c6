package org.telemed.hapi.stream;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a request asks for a stream of server-sent events.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, Server-sent events</a>
 */
public final class EventStreamAccept {
    public static final String MEDIA_TYPE = "text/event-stream";

    private static final Pattern WEIGHT = Pattern.compile(";q=([01](?:\\.\\d{0,3})?)");

    private EventStreamAccept() {}

    /** Whether Accept prefers a stream to every other format, and no {@code _format} names another. */
    public static boolean isPreferred(RequestDetails request) {
        String[] format = request.getParameters().get(Constants.PARAM_FORMAT);
        boolean hasFormat = format != null && Arrays.stream(format).anyMatch(value -> !value.isEmpty());
        return !hasFormat && isPreferred(request.getHeaders(Constants.HEADER_ACCEPT));
    }

    /** Whether these values of Accept prefer a stream to every other format. */
    public static boolean isPreferred(List<String> headers) {
        List<String> ranges = headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(range -> range.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
                .toList();
        double stream = ranges.stream()
                .filter(EventStreamAccept::isStream)
                .map(EventStreamAccept::weight)
                .max(Comparator.naturalOrder())
                .orElse(0.0);
        return stream > 0
                && ranges.stream().filter(range -> !isStream(range)).allMatch(range -> weight(range) <= stream);
    }

    private static boolean isStream(String range) {
        return range.split(";", 2)[0].equals(MEDIA_TYPE);
    }

    private static double weight(String range) {
        Matcher weight = WEIGHT.matcher(range);
        return weight.find() ? Double.parseDouble(weight.group(1)) : 1;
    }
}

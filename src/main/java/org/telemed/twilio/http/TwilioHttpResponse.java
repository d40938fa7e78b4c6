package org.telemed.twilio.http;

import com.twilio.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** An HTTP response of Twilio, read completely into memory. */
final class TwilioHttpResponse {
    /** A page of rooms takes about half a megabyte. */
    private static final int LONGEST = 4 * 1024 * 1024;

    /** The longest Retry-After that is passed on. */
    private static final long MOST_SECONDS = 300;

    private final int status;
    private final Header[] headers;
    private final String body;
    private final boolean json;
    private final Optional<Duration> retryAfter;

    private TwilioHttpResponse(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        this.status = response.getCode();
        this.headers = response.getHeaders();
        this.body = entity == null ? "" : bodyOf(entity);
        this.json = entity != null && isJson(entity.getContentType());
        Header wait = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        this.retryAfter = Optional.ofNullable(wait).map(Header::getValue).flatMap(TwilioHttpResponse::seconds);
    }

    /** @throws IOException if it is incomplete or too long */
    static TwilioHttpResponse read(ClassicHttpResponse response) throws IOException {
        return new TwilioHttpResponse(response);
    }

    /**
     * The response for the SDK.
     *
     * @throws org.telemed.core.error.TelemedException if Twilio failed, or the answer is not Twilio's
     */
    Response requireMeaningful() {
        boolean success = status >= 200 && status < 300;
        boolean refusal = status >= 400 && status < 500 && status != 429;
        if (json && (success || refusal)) {
            return new Response(body, status, headers);
        }
        throw TwilioErrors.ofStatus(status, retryAfter);
    }

    private static String bodyOf(HttpEntity entity) throws IOException {
        try (InputStream content = entity.getContent()) {
            byte[] bytes = content.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException("the answer is longer than " + LONGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        return ContentType.APPLICATION_JSON.isSameMimeType(ContentType.parseLenient(contentType));
    }

    /** Retry-After in seconds. A date, HTTP's other form, is ignored: it would need synchronised clocks. */
    private static Optional<Duration> seconds(String value) {
        return value.matches("\\d{1,9}") && Long.parseLong(value) > 0
                ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(value), MOST_SECONDS)))
                : Optional.empty();
    }
}

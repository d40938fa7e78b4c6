package org.telemed.hapi.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Reads request bodies into memory, unzipped, up to a size limit and within a deadline. A body that has to be waited
 * for needs one of a few permits, so that slow clients never hold all threads of the container.
 */
public final class BodyReader {

    /** For the whole body. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    private static final Set<String> PLAIN = Set.of("", "identity");

    private final int limit;
    private final Duration deadline;
    private final CallerPermits permits;

    /** @param limit in bytes, unzipped */
    public BodyReader(int limit, CallerPermits permits) {
        this(limit, permits, DEADLINE);
    }

    BodyReader(int limit, CallerPermits permits, Duration deadline) {
        this.limit = limit;
        this.permits = permits;
        this.deadline = deadline;
    }

    /**
     * Reads and unzips the body.
     *
     * @throws TelemedException TOO_LARGE, TOO_SLOW, BUSY or BAD_REQUEST
     * @throws IOException if the connection is lost
     */
    public byte[] read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge();
        }
        try (DeadlineInputStream sent = new DeadlineInputStream(request, callerOf(request), permits, deadline, limit)) {
            byte[] body = unpacked(request, sent).readNBytes(limit + 1);
            if (body.length > limit || sent.isOverLimit()) {
                throw tooLarge();
            }
            return body;
        }
    }

    private static InputStream unpacked(HttpServletRequest request, InputStream sent) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        String name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        if (PLAIN.contains(name)) {
            return sent;
        }
        if (!GZIP.contains(name)) {
            throw TelemedException.because(Reason.UNSUPPORTED_MEDIA_TYPE, "Send the body plain or packed with gzip.");
        }
        return new Unzipped(sent);
    }

    private static String callerOf(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "from " + request.getRemoteAddr() : "as " + principal.getName();
    }

    private TelemedException tooLarge() {
        return TelemedException.because(
                Reason.TOO_LARGE,
                "The body is larger than " + limit + " bytes, the limit of this server (telemed.limits.body)."
                        + " Send less at a time.");
    }

    /** Distinguishes invalid gzip from a broken connection. */
    private static final class Unzipped extends InputStream {
        private final GZIPInputStream unzipping;

        Unzipped(InputStream sent) throws IOException {
            try {
                unzipping = new GZIPInputStream(sent);
            } catch (ZipException | EOFException broken) {
                throw noGzip();
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return unzipping.read(target, offset, length);
            } catch (ZipException | EOFException broken) {
                throw noGzip();
            }
        }

        private static TelemedException noGzip() {
            return TelemedException.because(
                    Reason.BAD_REQUEST, "The body is not the gzip it claims to be. Send it plain, or packed.");
        }
    }
}

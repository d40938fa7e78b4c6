package org.telemed.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies over the limit before anything looks at them.
 *
 * <p>It counts the bytes that come, not those that are announced, and counts them unpacked: neither a chunked nor a gzip
 * body gets round it. HAPI reads a body whole in any case, so it is kept in memory here.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

    private final int limit;
    private final RefusalWriter refusals;

    BodyLimitFilter(DataSize limit, RefusalWriter refusals) {
        this.limit = Math.toIntExact(limit.toBytes());
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            refusals.write(tooLarge(), request, response);
            return;
        }
        byte[] body;
        try {
            body = unpacked(request).readNBytes(limit + 1);
        } catch (ZipException | EOFException broken) {
            refusals.write(Refusal.badRequest("The body is not the gzip it claims to be."), request, response);
            return;
        } catch (UnknownEncodingException unknown) {
            refusals.write(unknown.refusal(), request, response);
            return;
        }
        if (body.length > limit) {
            refusals.write(tooLarge(), request, response);
        } else {
            chain.doFilter(body.length == 0 ? request : new BufferedBody(request, body), response);
        }
    }

    private static InputStream unpacked(HttpServletRequest request) throws IOException, UnknownEncodingException {
        String encoding = request.getHeader("Content-Encoding");
        if (isPlain(encoding)) {
            return request.getInputStream();
        }
        if (List.of("gzip", "x-gzip").contains(encoding.strip().toLowerCase(java.util.Locale.ROOT))) {
            return new GZIPInputStream(request.getInputStream());
        }
        throw new UnknownEncodingException();
    }

    private static boolean isPlain(@Nullable String encoding) {
        return encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
    }

    private Refusal tooLarge() {
        return Refusal.tooLarge("The body is larger than " + limit + " bytes, the limit of this server"
                + " (telemed.limits.body). Send less at a time.");
    }

    private static final class UnknownEncodingException extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal refusal() {
            return new Refusal(415, "not-supported", "bad-request", "Send the body plain or packed with gzip.");
        }
    }
}

package org.telemed.server.metadata;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.telemed.core.error.TelemedException;
import org.telemed.server.response.SharedBody;
import org.telemed.server.web.ErrorResponse;
import org.telemed.server.web.ErrorResponseWriter;

/**
 * Serves {@code [base]/metadata}, which is public and over a megabyte, from memory. HAPI renders each format once a
 * minute, for all requests; until then the previous one is sent.
 */
final class MetadataFilter extends OncePerRequestFilter {

    private static final Duration RENDERED_AGAIN_AFTER = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** Only before the first rendering does anybody wait. */
    private static final int MOST_WAITING = 50;

    private final ErrorResponseWriter refusals;
    private final Clock clock;
    private final Map<MetadataForm, Slot> slots = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    MetadataFilter(ErrorResponseWriter refusals, Clock clock) {
        this.refusals = refusals;
        this.clock = clock;
    }

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Rendering rendering;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Set.of("GET", "HEAD").contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MetadataQuery query;
        try {
            query = MetadataQuery.of(request.getQueryString());
        } catch (TelemedException refused) {
            refusals.write(refused, request, response);
            return;
        }
        Optional<MetadataFormat> format =
                MetadataFormat.of(query.format(), Collections.list(request.getHeaders("Accept")));
        if (format.isEmpty()) {
            refusals.write(noSuchFormat(), request, response);
            return;
        }
        Rendering rendering = rendering(query.in(format.get()), request, response, chain);
        if (rendering != null) {
            send(rendering, format.get(), request, response);
        }
    }

    /** Null if the answer has been given: there is no rendering. */
    private @Nullable Rendering rendering(
            MetadataForm form, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Slot slot = slots.computeIfAbsent(form, absent -> new Slot());
        Rendering last = slot.rendering;
        if (isFresh(last)) {
            return last;
        }
        if (!(slot.lock.tryLock() || (last == null && waited(slot)))) {
            if (last == null) {
                response.setHeader("Retry-After", "1");
                refusals.write(busy(), request, response);
            }
            return last;
        }
        try {
            return isFresh(slot.rendering) ? slot.rendering : rendered(slot, form, request, response, chain);
        } finally {
            slot.lock.unlock();
        }
    }

    private boolean isFresh(@Nullable Rendering rendering) {
        return rendering != null && rendering.isYoungerThan(RENDERED_AGAIN_AFTER, clock.instant());
    }

    private boolean waited(Slot slot) {
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return slot.lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }

    private @Nullable Rendering rendered(
            Slot slot, MetadataForm form, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RenderedResponse captured = new RenderedResponse(response);
        chain.doFilter(new MetadataRequest(request, form), captured);
        if (captured.getStatus() == HttpServletResponse.SC_OK) {
            Rendering rendering = new Rendering(captured.body(), clock.instant());
            slot.rendering = rendering;
            return rendering;
        }
        response.setStatus(captured.getStatus());
        response.setContentType(captured.getContentType());
        response.getOutputStream().write(captured.body());
        return null;
    }

    private static void send(
            Rendering rendering, MetadataFormat format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("ETag", rendering.tag());
        response.setHeader("Cache-Control", "no-cache"); // may be kept, and is asked for by its tag
        response.addHeader("Vary", "Accept, Accept-Encoding");
        if (rendering.matches(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        boolean gzip = takesGzip(request.getHeader("Accept-Encoding"));
        byte[] body = rendering.bytes(gzip);
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(format.contentType() + ";charset=UTF-8");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            SharedBody.send(body, request, response);
        }
    }

    private static boolean takesGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && Arrays.stream(acceptEncoding
                                .toLowerCase(Locale.ROOT)
                                .replace(" ", "")
                                .split(","))
                        .anyMatch(coding -> coding.matches("(x-)?gzip(;q=(1(\\.0*)?|0?\\.\\d*[1-9]\\d*))?"));
    }

    private static ErrorResponse noSuchFormat() {
        return new ErrorResponse(
                406,
                "not-supported",
                "bad-request",
                "The CapabilityStatement comes as JSON or XML. Ask with Accept or _format for application/fhir+json or"
                        + " application/fhir+xml.");
    }

    private static ErrorResponse busy() {
        return new ErrorResponse(
                503,
                "transient",
                "internal-error",
                "The server has just started and is still writing its CapabilityStatement. Try again in a second.");
    }
}

package org.telemed.server.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.server.web.ErrorResponseWriter;

/**
 * Buffers responses in memory and writes them without blocking a thread, so that slow clients hold no threads. The
 * timeout of a blocking write starts again with each piece, so a client that reads slowly never exceeds it.
 */
final class BufferedResponseFilter extends OncePerRequestFilter {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ResponseLimits limits;
    private final ErrorResponseWriter refusals;

    BufferedResponseFilter(ResponseLimits limits, ErrorResponseWriter refusals) {
        this.limits = limits;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ResponseBodyStream body = new ResponseBodyStream(response, request.getRemoteAddr(), limits);
        BufferedResponse buffered = new BufferedResponse(response, body);
        boolean sendingOn = false;
        try {
            SharedBody.expect(request);
            chain.doFilter(new UnbufferedIfAsync(request, body), buffered);
            sendingOn = finish(request, buffered, response);
        } finally {
            if (!sendingOn) {
                body.release();
            }
        }
    }

    /** Whether the answer is still being sent, by the container. */
    private boolean finish(HttpServletRequest request, BufferedResponse buffered, HttpServletResponse response)
            throws IOException {
        ResponseBodyStream body = buffered.body();
        if (body.isDropped()) {
            buffered.restart();
            refusals.write(busy(), request, response);
            return false;
        }
        if (request.isAsyncStarted() || response.isCommitted() || buffered.isError()) {
            return false;
        }
        byte[] shared = SharedBody.of(request);
        int length = shared == null ? body.size() : shared.length;
        if (length == 0) {
            return false;
        }
        if (!response.containsHeader("Content-Length")) {
            response.setContentLength(length);
        }
        InputStream content = shared == null ? body.content() : new ByteArrayInputStream(shared);
        return !request.getMethod().equals("HEAD")
                && !sendSmall(content, length, request, response)
                && send(content, body, request, response);
    }

    /** Sends a small answer at once, if few threads do so: a client that never reads can block them. */
    private boolean sendSmall(InputStream content, int length, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ClientConnection connection = ClientConnection.of(request);
        boolean last = connection != null && !connection.isBodyRead(); // its headers are not complete yet
        if (last || length > ResponseLimits.BLOCK || !limits.small().tryAcquire()) {
            return false;
        }
        try {
            content.transferTo(response.getOutputStream());
            response.flushBuffer();
            return true;
        } finally {
            limits.small().release();
        }
    }

    private boolean send(
            InputStream content, ResponseBodyStream body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        @Nullable ClientConnection connection = ClientConnection.of(request);
        if (connection == null || !connection.isBodyRead() || !request.isAsyncSupported()) {
            content.transferTo(response.getOutputStream());
            return false;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(limits.deadline().toMillis());
        var writer = new NonBlockingWriter(content, response.getOutputStream(), async, connection, body::release);
        async.addListener(writer);
        response.getOutputStream().setWriteListener(writer);
        return true;
    }

    private static TelemedException busy() {
        return TelemedException.because(
                        Reason.BUSY,
                        "The server is still sending too many large answers. Try again, or ask for less at a time.")
                .retryAfter(RETRY);
    }
}

package org.telemed.plugin.wiring;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.RoomEventReader;
import org.telemed.core.video.RoomEventReader.Headers;
import org.telemed.core.video.RoomEventReader.Reading;
import org.telemed.hapi.error.ErrorTableRow;
import org.telemed.hapi.http.BodyReader;
import org.telemed.hapi.http.CallerPermits;

/**
 * Servlet for the video vendor's callbacks. Answers 204 to every signed callback, even if handling it fails: the sweep
 * finds what was lost, and not every vendor tries again.
 */
public final class CallbackServlet extends HttpServlet {
    static final int LONGEST = 64 * 1024;

    /**
     * Anybody may send a body here, so few threads wait for one. Per caller the same, because all may come from a
     * proxy's address.
     */
    private static final int PERMITS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(CallbackServlet.class);

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Supplier<Optional<RoomEventReader>> callbacks;
    private final transient Consumer<RoomEvent> reports;
    private final transient Supplier<AuditTrail> audit;
    private final transient BodyReader bodies = new BodyReader(LONGEST, new CallerPermits(PERMITS, PERMITS));
    private final AtomicLong refused = new AtomicLong();

    /**
     * A servlet without dependencies: there is no repository yet when servlets are created.
     *
     * @param callbacks supplies the reader at the first callback; empty if telemed is not configured
     * @param reports handles signed events
     * @param audit supplies the trail that records bad signatures
     */
    CallbackServlet(
            Supplier<Optional<RoomEventReader>> callbacks, Consumer<RoomEvent> reports, Supplier<AuditTrail> audit) {
        this.callbacks = callbacks;
        this.reports = reports;
        this.audit = audit;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = answer(request);
        response.setStatus(status);
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "5");
        }
        if (status >= HttpServletResponse.SC_BAD_REQUEST) {
            // the container must not read the unread body either
            response.setHeader("Connection", "close");
        }
        if (response.getStatus() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "POST");
        }
    }

    private int answer(HttpServletRequest request) throws IOException {
        if (!request.getMethod().equals("POST")) {
            return HttpServletResponse.SC_METHOD_NOT_ALLOWED;
        }
        Optional<RoomEventReader> reader = callbacks.get();
        return reader.isPresent() ? answer(request, reader.get()) : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }

    private int answer(HttpServletRequest request, RoomEventReader reader) throws IOException {
        Headers headers = name -> Optional.ofNullable(request.getHeader(name));
        if (!reader.isSigned(headers)) {
            audit(request);
            return HttpServletResponse.SC_FORBIDDEN;
        }
        if (!isOf(reader.mediaType(), request.getContentType())) {
            return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
        }
        byte[] body;
        try {
            body = bodies.read(request);
        } catch (TelemedException refused) {
            return ErrorTableRow.of(refused.reason()).status();
        } catch (IOException lost) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
        return taken(reader.read(headers, body), request);
    }

    private int taken(Reading reading, HttpServletRequest request) {
        if (reading instanceof Reading.BadSignature) {
            note(refused.incrementAndGet());
            audit(request);
            return HttpServletResponse.SC_FORBIDDEN;
        }
        if (reading instanceof Reading.Event event) {
            pass(event.report());
        }
        return HttpServletResponse.SC_NO_CONTENT;
    }

    private void audit(HttpServletRequest request) {
        audit.get()
                .record(
                        AuditKind.CALLBACK_REFUSED,
                        AuditActor.unknown(Optional.ofNullable(request.getRemoteAddr())),
                        Optional.empty(),
                        Map.of());
    }

    /** Logs refusal 1, 10, 100 and so on, so that strangers cannot fill the log. */
    private static void note(long count) {
        if (Long.toString(count).matches("10*")) {
            LOG.warn(
                    "{} callbacks so far had no signature of the video vendor's and were refused. Should the vendor have"
                            + " sent them, check telemed.public-url and the setting of the secret that it signs them with.",
                    count);
        }
    }

    private void pass(RoomEvent report) {
        try {
            reports.accept(report);
        } catch (TelemedException known) {
            LOG.warn(
                    "The callback {} of room {} could not be handled; the next sweep looks at the room: {}",
                    report.kind(),
                    report.room(),
                    known.reason().code());
        } catch (RuntimeException failure) {
            LOG.warn(
                    "The callback {} of room {} could not be handled; the next sweep looks at the room",
                    report.kind(),
                    report.room(),
                    RedactedThrowable.of(failure));
        }
    }

    private static boolean isOf(String mediaType, @Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(mediaType);
    }
}

package org.telemed.plugin.wiring;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.Loggable;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.RoomEvent;
import org.telemed.hapi.error.HttpError;
import org.telemed.hapi.http.BodyReader;
import org.telemed.hapi.http.CallerPermits;
import org.telemed.twilio.callback.TwilioCallbacks;
import org.telemed.twilio.callback.TwilioCallbacks.Reading;

/**
 * Servlet for Twilio's status callbacks. Answers 204 to every signed callback, even if handling it fails: Twilio does
 * not retry after a 5xx, and the sweep finds what was lost.
 */
public final class CallbackServlet extends HttpServlet {
    /** The path below the server's root; rooms have the public URL plus this as status callback. */
    public static final String PATH = "/telemed/twilio/callback";

    static final int LONGEST = 64 * 1024;

    /**
     * Anybody may send a body here, so few threads wait for one. Per caller the same, because all may come from a
     * proxy's address.
     */
    private static final int PERMITS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(CallbackServlet.class);
    private static final String FORM = "application/x-www-form-urlencoded";

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Supplier<Optional<TwilioCallbacks>> callbacks;
    private final transient Consumer<RoomEvent> reports;
    private final transient BodyReader bodies = new BodyReader(LONGEST, new CallerPermits(PERMITS, PERMITS));
    private final AtomicLong refused = new AtomicLong();

    /**
     * A servlet without dependencies: there is no repository yet when servlets are created.
     *
     * @param callbacks supplies the reader at the first callback; empty if telemed is not configured
     * @param reports handles signed events
     */
    CallbackServlet(Supplier<Optional<TwilioCallbacks>> callbacks, Consumer<RoomEvent> reports) {
        this.callbacks = callbacks;
        this.reports = reports;
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
        String signature = request.getHeader(TwilioCallbacks.SIGNATURE_HEADER);
        if (!request.getMethod().equals("POST")) {
            return HttpServletResponse.SC_METHOD_NOT_ALLOWED;
        }
        if (signature == null) {
            return HttpServletResponse.SC_FORBIDDEN;
        }
        if (!isForm(request.getContentType())) {
            return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
        }
        byte[] body;
        try {
            body = bodies.read(request);
        } catch (TelemedException refused) {
            return HttpError.of(refused.reason()).status();
        } catch (IOException lost) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
        return callbacks
                .get()
                .map(reader -> taken(reader.read(new String(body, StandardCharsets.UTF_8), signature)))
                .orElse(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    private int taken(Reading reading) {
        if (reading instanceof Reading.BadSignature) {
            note(refused.incrementAndGet());
            return HttpServletResponse.SC_FORBIDDEN;
        }
        if (reading instanceof Reading.Event event) {
            pass(event.report());
        }
        return HttpServletResponse.SC_NO_CONTENT;
    }

    /** Logs refusal 1, 10, 100 and so on, so that strangers cannot fill the log. */
    private static void note(long count) {
        if (Long.toString(count).matches("10*")) {
            LOG.warn(
                    "{} callbacks so far had no signature of Twilio's and were refused. Should Twilio have sent them, check"
                            + " telemed.twilio.auth-token and telemed.public-url.",
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
                    Loggable.trace(failure));
        }
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(FORM);
    }
}

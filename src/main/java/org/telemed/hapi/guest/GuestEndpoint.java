package org.telemed.hapi.guest;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.Reason;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.error.TelemedException;
import org.telemed.core.guest.Guest;
import org.telemed.core.guest.GuestCookie;
import org.telemed.core.guest.GuestSessions;
import org.telemed.hapi.error.HostExceptionTranslation;

/** One path of the guests' HTTP API, with the one method that it takes. Access tokens are ignored here. */
abstract class GuestEndpoint extends HttpServlet {
    static final String COOKIE = "telemed-guest";

    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.guest");
    private static final long serialVersionUID = 1L;
    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

    private final String method;
    private final transient Supplier<GuestServices> services;
    private final transient GuestLimits limits;

    /** @param services supplies them at the first request: there is no repository yet when servlets are created */
    GuestEndpoint(String method, Supplier<GuestServices> services, GuestLimits limits) {
        this.method = method;
        this.services = services;
        this.limits = limits;
    }

    abstract void answer(HttpServletRequest request, HttpServletResponse response, GuestServices guests)
            throws IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        GuestResponse.prepare(response);
        if (!request.getMethod().equals(method)) {
            wrongMethod(request, response);
            return;
        }
        try {
            requirePlain(request);
            answer(request, response, services.get());
        } catch (TelemedException refused) {
            GuestResponse.problem(response, refused);
        } catch (RuntimeException | LinkageError failure) {
            GuestResponse.problem(response, translated(failure));
        }
    }

    private void wrongMethod(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", method + ", OPTIONS");
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            GuestResponse.problem(
                    response,
                    HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                    Reason.BAD_REQUEST.code(),
                    "Send a " + method + " here.");
        }
    }

    /** A query is in the logs of proxies, so a secret must never work in one; a page of another site has no business here. */
    private static void requirePlain(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw TelemedException.because(Reason.BAD_REQUEST, "This takes no parameters in the URL. Leave them out.");
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && OTHER_SITES.contains(site)) {
            throw TelemedException.because(Reason.NOT_ALLOWED, "Pages of other sites may not call this.");
        }
    }

    private static TelemedException translated(Throwable failure) {
        if (failure instanceof RuntimeException thrown
                && HostExceptionTranslation.translated(thrown) instanceof TelemedException known) {
            return known;
        }
        LOG.error("A request of a guest failed: {}", RedactedThrowable.oneLine(failure));
        return TelemedException.because(Reason.INTERNAL_ERROR, "The server failed at this request. Try again later.");
    }

    final GuestLimits limits() {
        return limits;
    }

    /**
     * The guest with the cookie of the request.
     *
     * @throws TelemedException INVITATION_NOT_FOUND for a cookie that is missing, malformed, of another visit or over
     */
    final Guest guestOf(HttpServletRequest request, GuestServices guests) {
        Optional<Guest> guest = cookieOf(request).flatMap(guests.sessions()::find);
        if (guest.isEmpty()) {
            guests.audit().refused(request, Reason.INVITATION_NOT_FOUND);
            limits.failed(request);
            throw GuestSessions.notFound();
        }
        limits.guest(guest.get());
        return guest.get();
    }

    static Optional<GuestCookie> cookieOf(HttpServletRequest request) {
        @Nullable Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .flatMap(cookie -> GuestCookie.parse(String.valueOf(cookie.getValue())).stream())
                        .findFirst();
    }
}

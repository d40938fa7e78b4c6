package org.telemed.hapi.guest;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.guest.Guest;
import org.telemed.core.guest.GuestSecret;
import org.telemed.core.guest.GuestSessions;
import org.telemed.core.guest.RedeemInvitation.Redeemed;
import org.telemed.hapi.http.BodyReader;
import org.telemed.hapi.http.CallerPermits;

/** {@code POST /telemed/guest/session}: redeems a link, binds it to the browser by a cookie, and answers with the status. */
final class GuestSessionEndpoint extends GuestEndpoint {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_BODY = 4096;

    /** Anybody may send a body here, so few threads wait for one. */
    private static final int PERMITS = 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final transient BodyReader bodies = new BodyReader(LARGEST_BODY, new CallerPermits(PERMITS, PERMITS));
    private final transient Clock clock;

    GuestSessionEndpoint(Supplier<GuestServices> services, GuestLimits limits, Clock clock) {
        super("POST", services, limits);
        this.clock = clock;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response, GuestServices guests) throws IOException {
        Optional<GuestSecret> link = GuestSecret.ifValid(invitationIn(request));
        Guest guest;
        try {
            guest = redeemed(request, link.orElseThrow(GuestSessions::notFound), guests);
        } catch (TelemedException refused) {
            guests.audit().refused(request, refused.reason());
            if (refused.reason() == Reason.INVITATION_NOT_FOUND) {
                limits().failed(request);
            }
            throw refused;
        }
        response.addHeader("Set-Cookie", cookie(guest, guests.cookiePath()));
        GuestResponse.parameters(response, guests.visit().status(guest));
    }

    private Guest redeemed(HttpServletRequest request, GuestSecret link, GuestServices guests) {
        limits().attempt(request, link);
        Redeemed redeemed = guests.redeem().redeem(link, cookieOf(request));
        if (redeemed.isFirst()) {
            guests.audit().redeemed(request, redeemed.guest());
        }
        return redeemed.guest();
    }

    /** Jakarta's cookie has no SameSite in each container's version. */
    private String cookie(Guest guest, String path) {
        long seconds = Math.max(1, Duration.between(clock.instant(), guest.expires()).toSeconds());
        return COOKIE + "=" + guest.cookie().value() + "; Path=" + path + "; Max-Age=" + seconds
                + "; HttpOnly; Secure; SameSite=Strict";
    }

    private String invitationIn(HttpServletRequest request) throws IOException {
        requireJson(request);
        byte[] body = bodyOf(request);
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject() && json.size() == 1 && json.path("invitation").isTextual()) {
                return json.path("invitation").textValue();
            }
        } catch (IOException malformed) {
            // falls through to the same sentence
        }
        throw TelemedException.because(
                Reason.BAD_REQUEST, "Send {\"invitation\": \"…\"}, with what stands behind the # in the link.");
    }

    private byte[] bodyOf(HttpServletRequest request) throws IOException {
        try {
            return bodies.read(request);
        } catch (TelemedException refused) {
            throw refused.reason() == Reason.TOO_LARGE
                    ? TelemedException.because(Reason.TOO_LARGE, "The body is larger than " + LARGEST_BODY + " bytes.")
                    : refused;
        }
    }

    /** A page of another site can send a form or text without being asked, JSON it cannot. */
    private static void requireJson(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType()).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json")) {
            throw TelemedException.because(Reason.UNSUPPORTED_MEDIA_TYPE, "Send JSON, as application/json.");
        }
    }
}

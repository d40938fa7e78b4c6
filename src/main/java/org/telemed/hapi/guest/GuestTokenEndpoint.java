package org.telemed.hapi.guest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.guest.Guest;

/** {@code POST /telemed/guest/token}: a token for the room of the guest's visit, or the arrival in its waiting room. */
final class GuestTokenEndpoint extends GuestEndpoint {
    private static final long serialVersionUID = 1L;

    GuestTokenEndpoint(Supplier<GuestServices> services, GuestLimits limits) {
        super("POST", services, limits);
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response, GuestServices guests) throws IOException {
        if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
            throw TelemedException.because(Reason.BAD_REQUEST, "This takes no body. Leave it out.");
        }
        Guest guest = guestOf(request, guests);
        GuestResponse.parameters(response, guests.visit().token(request, guest));
    }
}

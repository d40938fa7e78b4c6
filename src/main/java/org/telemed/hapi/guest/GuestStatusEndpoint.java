package org.telemed.hapi.guest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.function.Supplier;
import org.telemed.core.guest.Guest;

/** {@code GET /telemed/guest/status}: the status of the guest's visit, once or as a stream. */
final class GuestStatusEndpoint extends GuestEndpoint {
    private static final long serialVersionUID = 1L;

    GuestStatusEndpoint(Supplier<GuestServices> services, GuestLimits limits) {
        super("GET", services, limits);
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response, GuestServices guests) throws IOException {
        Guest guest = guestOf(request, guests);
        if (GuestVisit.prefersStream(Collections.list(request.getHeaders("Accept")))) {
            guests.visit().stream(request, guest);
        } else {
            GuestResponse.parameters(response, guests.visit().status(guest));
        }
    }
}

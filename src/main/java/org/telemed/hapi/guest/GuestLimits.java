package org.telemed.hapi.guest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.telemed.core.guest.Guest;
import org.telemed.core.guest.GuestSecret;
import org.telemed.hapi.caller.CallerRateLimiter;

/**
 * Limits attempts to redeem a link, per address and per link, and the requests of each guest. Behind a proxy that the
 * servlet container does not know, all come from one address; so only attempts that fail count, and those of guests with a
 * session are not refused because of others.
 */
public final class GuestLimits {
    private static final int ATTEMPTS_PER_LINK = 20;

    private final Optional<AttemptLimit> addresses;
    private final AttemptLimit links = AttemptLimit.perMinute(ATTEMPTS_PER_LINK);
    private final Optional<CallerRateLimiter> callers;

    /**
     * @param failures the most failures of an address in a minute; empty for no limit
     * @param callers the limit of every caller's requests; empty if there is none
     */
    public GuestLimits(Optional<Integer> failures, Optional<CallerRateLimiter> callers) {
        this.addresses = failures.map(AttemptLimit::perMinute);
        this.callers = callers;
    }

    /** Refuses with TOO_MANY_REQUESTS an attempt from an address with too many failures, or with a link tried too often. */
    void attempt(HttpServletRequest request, GuestSecret link) {
        addresses.ifPresent(limit -> limit.requireLeft(addressOf(request)));
        links.count(link.hash());
    }

    /** Counts a failure, or refuses with TOO_MANY_REQUESTS. */
    void failed(HttpServletRequest request) {
        addresses.ifPresent(limit -> limit.count(addressOf(request)));
    }

    /** Counts a request of that guest, or refuses it. */
    void guest(Guest guest) {
        callers.ifPresent(limit -> limit.acquire(guest.caller()));
    }

    private static String addressOf(HttpServletRequest request) {
        return String.valueOf(request.getRemoteAddr());
    }
}

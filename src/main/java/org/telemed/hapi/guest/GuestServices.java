package org.telemed.hapi.guest;

import org.telemed.core.guest.GuestSessions;
import org.telemed.core.guest.RedeemInvitation;

/**
 * What the endpoints of guests call.
 *
 * @param cookiePath the path to which browsers send the cookie
 */
public record GuestServices(
        GuestSessions sessions, RedeemInvitation redeem, GuestVisit visit, GuestAudit audit, String cookiePath) {}

package org.telemed.core.guest;

import java.time.Instant;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;

/**
 * A guest with a valid session.
 *
 * @param cookie of their browser
 * @param caller as whom they ask
 * @param expires when the session ends
 */
public record Guest(GuestCookie cookie, EncounterId encounter, Caller caller, Instant expires) {}

package org.telemed.core.invitation;

import java.time.Instant;
import java.util.Optional;

/**
 * What whoever invites a guest asks for.
 *
 * @param until when the link ends; by default a day after now
 * @param phone where to send the link; empty if the caller passes it on
 */
public record GuestRequest(
        Invitee invitee, Optional<GuestRole> role, Optional<Instant> until, Optional<PhoneNumber> phone) {}

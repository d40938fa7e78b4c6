package org.telemed.core.guest;

import org.telemed.core.waiting.Admission;

/**
 * A stored admission of a guest.
 *
 * @param id of the stored record; it is no secret, and opens nothing
 */
public record GuestAdmission(String id, Admission admission) {}

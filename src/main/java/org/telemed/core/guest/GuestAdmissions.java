package org.telemed.core.guest;

import java.util.Optional;

/** Port: finds the admissions of guests, who name no Encounter, in any partition. Reads the current state. */
public interface GuestAdmissions {
    /**
     * That of a link.
     *
     * @param secretHash SHA-256 of the secret in the link, in hexadecimal
     * @throws RuntimeException if the repository fails; that never means "none"
     */
    Optional<GuestAdmission> findByInvitation(String secretHash);

    /** That of an id, if it is a guest's. */
    Optional<GuestAdmission> findById(String id);
}

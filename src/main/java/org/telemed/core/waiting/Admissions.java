package org.telemed.core.waiting;

import java.util.List;
import java.util.Optional;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;

/**
 * Port: stores who waits, was admitted or dismissed, in the host's own repository. Reads the current state, whichever node
 * wrote it. A record counts only if this server has written it.
 */
public interface Admissions {
    /**
     * That of one person.
     *
     * @throws RuntimeException if the repository fails; that never means "none"
     */
    Optional<Admission> find(EncounterId encounter, ResourceReference person);

    /** All of a visit, in no order. */
    List<Admission> findAll(EncounterId encounter);

    /**
     * Stores it over exactly the version that it names, or as a new one.
     *
     * @return the same with its new version
     * @throws org.telemed.core.error.TelemedException CONFLICT if another one was stored first: read again
     */
    Admission store(Admission admission);
}

package org.telemed.core.invitation;

import java.util.Optional;
import java.util.function.Supplier;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.membership.ResourceReference;

/** Port: writes guests onto an Encounter with a caller's rights; made per request. */
public interface EncounterGuests {
    /**
     * Runs writes in one transaction of the repository: all are stored, or none.
     *
     * @throws org.telemed.core.error.TelemedException as the work does; CONFLICT if another write came first
     */
    <T> T together(TelemedEncounter encounter, Supplier<T> writes);

    /** Whether that resource is stored where the Encounter may refer to it. */
    boolean isStored(TelemedEncounter encounter, ResourceReference person);

    /** The Encounter's subject, if it is a Patient. */
    Optional<ResourceReference> patientOf(TelemedEncounter encounter);

    /**
     * Creates a RelatedPerson as the caller's POST would.
     *
     * @throws org.telemed.core.error.TelemedException as the host refuses it
     */
    ResourceReference create(ResourceReference patient, GuestName name);

    /**
     * Adds a participant to the Encounter as the caller's PUT of exactly that version would.
     *
     * @param name shown beside the reference
     * @throws org.telemed.core.error.TelemedException CONFLICT if that version is no longer the current one, or as the host
     *     refuses it
     */
    void add(
            TelemedEncounter encounter,
            ResourceReference person,
            Optional<GuestRole> role,
            Optional<GuestName> name);

    /**
     * Gives an entry that lists the person that role too, in the same way; does nothing if it has it.
     *
     * @throws org.telemed.core.error.TelemedException as above; BAD_REQUEST if no entry can hold a role
     */
    void giveRole(TelemedEncounter encounter, ResourceReference person, GuestRole role);
}

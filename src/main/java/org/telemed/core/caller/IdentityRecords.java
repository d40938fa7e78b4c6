package org.telemed.core.caller;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;

/**
 * Port: records which person was given which identity at the vendor, in the host's own repository. The vendor lists
 * identities, the Encounter lists references; these records join the two.
 */
public interface IdentityRecords {
    /**
     * Makes sure that the record exists before a token for that identity leaves. Idempotent.
     *
     * @param identity the person's identity at the vendor
     * @param tokenId the token's {@code jti}, stored with the first record only; the token itself is never stored
     * @throws RuntimeException if it could not be written; no token may leave then
     */
    void ensureStored(EncounterId encounter, Caller caller, ResourceReference person, String identity, String tokenId);

    /**
     * Whether that identity was given to any of these people for that Encounter.
     *
     * @throws RuntimeException if the repository fails; that never means "no"
     */
    boolean isKnown(EncounterId encounter, String identity, Collection<ResourceReference> people);

    /**
     * The people to whom identities were given for that Encounter, by identity.
     *
     * @throws RuntimeException if the repository fails
     */
    Map<String, Set<ResourceReference>> peopleByIdentity(EncounterId encounter);
}

package org.telemed.core.caller;

import java.util.Collection;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;

/**
 * Port: who was given which identity. The vendor knows people by identity, the Encounter by profile; this is the bridge,
 * kept in the host's own repository.
 */
public interface IdentityRecords {
    /**
     * Makes sure that the record exists before a token for that identity leaves. Idempotent.
     *
     * @param identity how the vendor will know the person
     * @param tokenId the token's {@code jti}; kept with the first record only, never the token
     * @throws RuntimeException if it could not be written; no token may leave then
     */
    void ensureStored(EncounterId encounter, Caller actor, ResourceReference profile, String identity, String tokenId);

    /**
     * Whether that identity was given to any of these profiles for that Encounter.
     *
     * @throws RuntimeException if the repository cannot tell; that never means "no"
     */
    boolean isKnown(EncounterId encounter, String identity, Collection<ResourceReference> profiles);
}

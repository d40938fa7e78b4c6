package org.telemed.core.audit;

import java.util.Map;
import java.util.Optional;
import org.telemed.core.encounter.EncounterId;

/** Port: records what happened. Never waits for a store, and never throws, so that no request fails because of it. */
@FunctionalInterface
public interface AuditTrail {
    /** Records nothing. */
    AuditTrail NONE = (kind, actor, encounter, details) -> {};

    /** Records that this happened now. */
    void record(AuditKind kind, AuditActor actor, Optional<EncounterId> encounter, Map<AuditDetail, String> details);
}

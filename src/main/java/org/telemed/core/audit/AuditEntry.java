package org.telemed.core.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.telemed.core.encounter.EncounterId;

/**
 * One entry of the audit trail.
 *
 * @param id random; the same entry keeps it when it is spilled and replayed
 * @param encounter empty where none is known
 */
public record AuditEntry(
        UUID id,
        AuditKind kind,
        Instant at,
        AuditActor actor,
        Optional<EncounterId> encounter,
        Map<AuditDetail, String> details) {
    public AuditEntry {
        details = Map.copyOf(details);
    }

    public Optional<String> detail(AuditDetail detail) {
        return Optional.ofNullable(details.get(detail));
    }
}

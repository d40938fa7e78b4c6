package org.telemed.core.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.telemed.core.encounter.EncounterId;

/** An audit trail as a list of what happened in which Encounter: "room-ended visit-1". */
public final class InMemoryAuditTrail implements AuditTrail {
    private final List<String> entries = new CopyOnWriteArrayList<>();

    @Override
    public void record(
            AuditKind kind, AuditActor actor, Optional<EncounterId> encounter, Map<AuditDetail, String> details) {
        entries.add(kind.code() + encounter.map(id -> " " + id).orElse(""));
    }

    public List<String> entries() {
        return entries;
    }
}

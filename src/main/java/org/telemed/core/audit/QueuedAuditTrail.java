package org.telemed.core.audit;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.telemed.core.encounter.EncounterId;

/** Records through a queue; refusals, which strangers can cause, within limits. */
public final class QueuedAuditTrail implements AuditTrail {
    private static final Set<AuditKind> REFUSALS = EnumSet.of(
            AuditKind.TOKEN_REFUSED, AuditKind.ROOM_REFUSED, AuditKind.END_REFUSED, AuditKind.CALLBACK_REFUSED,
            AuditKind.ADMISSION_REFUSED,
            AuditKind.INVITE_REFUSED, AuditKind.INVITATION_REFUSED);

    private final AuditQueue<AuditEntry> queue;
    private final RefusalLimit limit;
    private final Clock clock;

    public QueuedAuditTrail(AuditQueue<AuditEntry> queue, Clock clock) {
        this.queue = queue;
        this.limit = new RefusalLimit(clock);
        this.clock = clock;
    }

    @Override
    public void record(
            AuditKind kind, AuditActor actor, Optional<EncounterId> encounter, Map<AuditDetail, String> details) {
        if (!REFUSALS.contains(kind) || limit.allows(kind, actor, encounter, details)) {
            queue.add(new AuditEntry(UUID.randomUUID(), kind, clock.instant(), actor, encounter, details));
        }
    }

    public AuditQueue<AuditEntry> queue() {
        return queue;
    }

    /** The number of refusals since the start that were not recorded, because there were too many of them. */
    public long omitted() {
        return limit.omitted();
    }
}

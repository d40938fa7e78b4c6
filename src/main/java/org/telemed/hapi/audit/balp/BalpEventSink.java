package org.telemed.hapi.audit.balp;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditEventSink;
import java.util.UUID;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.telemed.fhir.audit.AccessKind;
import org.telemed.hapi.transaction.AfterCommit;

/** Passes the events of HAPI's BALP interceptor on; those of writes after their commit. */
final class BalpEventSink implements IBalpAuditEventSink {
    private final FhirContext r4 = FhirContext.forR4Cached();
    private final Consumer<RecordAccess> queue;

    BalpEventSink(Consumer<RecordAccess> queue) {
        this.queue = queue;
    }

    @Override
    public void recordAuditEvent(AuditEvent event) {
        BalpRequest.Audited request = (BalpRequest.Audited) event.getAgent().stream()
                .map(agent -> agent.getWho().getUserData(BalpRequest.KEY))
                .filter(BalpRequest.Audited.class::isInstance)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an event of no request"));
        RecordAccess access = new RecordAccess(
                UUID.randomUUID(),
                request.at(),
                request.actor(),
                request.kind(),
                request.interaction(),
                request.partition(),
                r4.newJsonParser().encodeResourceToString(event));
        if (request.kind() == AccessKind.WRITTEN) {
            afterCommit(access);
        } else {
            queue.accept(access);
        }
    }

    /** HAPI repeats a transaction after a conflict, and one that is rolled back writes nothing. */
    private void afterCommit(RecordAccess access) {
        AfterCommit.run(() -> queue.accept(access));
    }
}

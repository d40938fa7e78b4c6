package org.telemed.plugin.lifecycle;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.telemed.core.audit.AuditQueue;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.audit.QueuedAuditTrail;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.VideoProvider;
import org.telemed.hapi.error.OperationErrorTranslation;
import org.telemed.hapi.guest.GuestServices;
import org.telemed.hapi.operation.OperationHandler;
import org.telemed.hapi.operation.TelemedOperationProvider;

/**
 * The plugin in one host: either configured, or with operations that answer what to set.
 *
 * @param operations the provider of the FHIR operations
 * @param provider the video provider; empty if not configured
 * @param roomReconciliation reconciles rooms with their Encounters; empty if not configured
 * @param visitStatus the streams of {@code $telemed-status}; empty if not configured
 * @param auditTrail records tokens and rooms; empty if not configured, or switched off
 * @param accessAudit records reads and writes; empty if not configured, or switched off
 * @param guests what the endpoints of guests call; empty if not configured
 * @param problem the missing or wrong settings; empty if configured
 */
public record TelemedPlugin(
        TelemedOperationProvider operations,
        Optional<VideoProvider> provider,
        Optional<RoomReconciliation> roomReconciliation,
        Optional<VisitStatus> visitStatus,
        Optional<QueuedAuditTrail> auditTrail,
        Optional<AccessAudit> accessAudit,
        Optional<GuestServices> guests,
        Optional<String> problem) {

    public static TelemedPlugin ready(
            TelemedOperationProvider operations,
            VideoProvider provider,
            RoomReconciliation roomReconciliation,
            VisitStatus visitStatus,
            Optional<QueuedAuditTrail> auditTrail,
            Optional<AccessAudit> accessAudit,
            GuestServices guests) {
        return new TelemedPlugin(
                operations,
                Optional.of(provider),
                Optional.of(roomReconciliation),
                Optional.of(visitStatus),
                auditTrail,
                accessAudit,
                Optional.of(guests),
                Optional.empty());
    }

    public static TelemedPlugin notConfigured(String problem, FhirContext context) {
        String sentence = "Telemed is not configured. Ask the operator to set: " + problem;
        return new TelemedPlugin(
                new TelemedOperationProvider(
                        TelemedOperationProvider.NAMES.stream()
                                .collect(Collectors.toMap(
                                        name -> name, name -> OperationHandler.notConfigured(sentence))),
                        new OperationErrorTranslation(context),
                        List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(problem));
    }

    /** Handles a room event whose signature was checked. */
    public void received(RoomEvent event) {
        roomReconciliation.ifPresent(parts -> parts.roomEvents().received(event));
        visitStatus.ifPresent(status -> status.received(event));
    }

    /** The queues through which is audited. */
    public List<AuditQueue<?>> auditQueues() {
        return Stream.<Optional<? extends AuditQueue<?>>>of(
                        auditTrail.map(QueuedAuditTrail::queue), accessAudit.map(AccessAudit::queue))
                .<AuditQueue<?>>flatMap(Optional::stream)
                .toList();
    }

    /** The audit trail, or one that records nothing. */
    public AuditTrail audit() {
        return auditTrail.map(AuditTrail.class::cast).orElse(AuditTrail.NONE);
    }
}

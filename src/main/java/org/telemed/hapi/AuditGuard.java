package org.telemed.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.TelemedAuditEvents;

/**
 * Keeps our AuditEvents append-only and ours. The issue records among them say whom an identity belongs to: who could write
 * one could stay in a room as somebody else.
 */
@Interceptor
public final class AuditGuard {
    private static final String ALLOWED = AuditGuard.class.getName() + ".ALLOWED";

    private final TelemedAuditEvents events;
    private final ErrorTranslation errors;

    /** Guards the AuditEvents of that FHIR version. */
    public AuditGuard(FhirContext context) {
        this.events = new TelemedAuditEvents(context);
        this.errors = new ErrorTranslation(context);
    }

    /** Marks this very object as written by us; a mark that no client can send. */
    static void allow(IBaseResource auditEvent) {
        auditEvent.setUserData(ALLOWED, true);
    }

    /** Nobody else writes events of ours. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource created) {
        refuseUnlessAllowed(created, created);
    }

    /** Nobody else changes them, or turns another event into one. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(@Nullable IBaseResource stored, IBaseResource changed) {
        refuseUnlessAllowed(changed, changed);
        if (stored != null) {
            refuseUnlessAllowed(stored, changed);
        }
    }

    /** They go only when the server itself clears up. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void beforeDelete(RequestDetails request, IBaseResource deleted) {
        if (!(request instanceof SystemRequestDetails)) {
            refuseUnlessAllowed(deleted, deleted);
        }
    }

    private void refuseUnlessAllowed(IBaseResource event, IBaseResource written) {
        if ("AuditEvent".equals(event.fhirType()) && written.getUserData(ALLOWED) == null && events.isOurs(event)) {
            throw errors.toHttp(TelemedException.because(
                    Reason.NOT_ALLOWED, "Telemed's own AuditEvents are written by the server alone."));
        }
    }
}

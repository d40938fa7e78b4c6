package org.telemed.hapi.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.audit.TelemedAuditEvents;
import org.telemed.hapi.caller.UnmaskedSystemReadInterceptor;
import org.telemed.hapi.error.ErrorTranslation;

/**
 * Keeps our AuditEvents append-only and ours. The issue records among them say whom an identity belongs to: who could write
 * one could stay in a room as somebody else.
 */
@Interceptor
public final class TelemedAuditEventInterceptor {
    private static final String ALLOWED = TelemedAuditEventInterceptor.class.getName() + ".ALLOWED";

    private final TelemedAuditEvents events;
    private final ErrorTranslation errors;
    private final Supplier<DaoRegistry> daos;

    /**
     * Guards the AuditEvents of that FHIR version.
     *
     * @param daos where what is stored can be read, should the host not say what an update replaces
     */
    public TelemedAuditEventInterceptor(FhirContext context, Supplier<DaoRegistry> daos) {
        this.events = new TelemedAuditEvents(context);
        this.errors = new ErrorTranslation(context);
        this.daos = daos;
    }

    /** Marks this very object as written by us; a mark that no client can send. */
    static void allow(IBaseResource auditEvent) {
        auditEvent.setUserData(ALLOWED, true);
    }

    /** Nobody else writes events of ours. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource created) {
        if (isGuarded(created)) {
            refuseIfOurs(created);
        }
    }

    /** Nobody else changes or tags them, or turns another event into one. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(@Nullable IBaseResource stored, IBaseResource changed) {
        if (isGuarded(changed)) {
            refuseIfOurs(changed);
            Optional.ofNullable(stored).or(() -> read(changed)).ifPresent(this::refuseIfOurs);
        }
    }

    /** They go only when the server itself clears up. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void beforeDelete(RequestDetails request, IBaseResource deleted) {
        if (!(request instanceof SystemRequestDetails) && isGuarded(deleted)) {
            refuseIfOurs(deleted);
        }
    }

    /** In mass ingestion mode HAPI does not say what an update replaces. */
    private Optional<IBaseResource> read(IBaseResource changed) {
        try {
            return Optional.of(daos.get()
                    .getResourceDao("AuditEvent")
                    .read(
                            changed.getIdElement().toUnqualifiedVersionless(),
                            UnmaskedSystemReadInterceptor.open(SystemRequestDetails.forAllPartitions())));
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            return Optional.empty();
        }
    }

    private static boolean isGuarded(IBaseResource written) {
        return "AuditEvent".equals(written.fhirType()) && written.getUserData(ALLOWED) == null;
    }

    private void refuseIfOurs(IBaseResource event) {
        if (events.claimsToBeOurs(event)) {
            throw errors.toHttp(TelemedException.because(
                    Reason.NOT_ALLOWED, "Telemed's own AuditEvents are written by the server alone."));
        }
    }
}

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
import org.telemed.hapi.error.OperationErrorTranslation;

/**
 * Refuses client writes of this product's AuditEvents, which are append-only. The identity records among them say to
 * whom an identity belongs: a client that could write one could stay in a room as somebody else.
 */
@Interceptor
public final class TelemedAuditEventInterceptor {
    private static final String ALLOWED = TelemedAuditEventInterceptor.class.getName() + ".ALLOWED";

    private final TelemedAuditEvents events;
    private final OperationErrorTranslation errors;
    private final Supplier<DaoRegistry> daos;

    /**
     * An interceptor for that FHIR version.
     *
     * @param daos read the stored event if HAPI does not pass it to the hook
     */
    public TelemedAuditEventInterceptor(FhirContext context, Supplier<DaoRegistry> daos) {
        this.events = new TelemedAuditEvents(context);
        this.errors = new OperationErrorTranslation(context);
        this.daos = daos;
    }

    /** Marks this object as written by the server; a client cannot send this mark. */
    static void allow(IBaseResource auditEvent) {
        auditEvent.setUserData(ALLOWED, true);
    }

    /** Refuses a create of such an event. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource created) {
        if (isGuarded(created)) {
            refuseIfOurs(created);
        }
    }

    /** Refuses an update of one, or one that turns another event into one. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(@Nullable IBaseResource stored, IBaseResource changed) {
        if (isGuarded(changed)) {
            refuseIfOurs(changed);
            Optional.ofNullable(stored).or(() -> read(changed)).ifPresent(this::refuseIfOurs);
        }
    }

    /** Refuses a delete, except by the server itself. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void beforeDelete(RequestDetails request, IBaseResource deleted) {
        if (!(request instanceof SystemRequestDetails) && isGuarded(deleted)) {
            refuseIfOurs(deleted);
        }
    }

    /** In mass ingestion mode HAPI does not pass the stored resource to hooks. */
    private Optional<IBaseResource> read(IBaseResource changed) {
        try {
            return Optional.of(daos.get()
                    .getResourceDao("AuditEvent")
                    .read(
                            changed.getIdElement().toUnqualifiedVersionless(),
                            UnmaskedSystemReadInterceptor.markUnmasked(SystemRequestDetails.forAllPartitions())));
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

package org.telemed.hapi.guard;

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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.audit.TelemedAuditEvents;
import org.telemed.fhir.task.TelemedTasks;
import org.telemed.hapi.caller.UnmaskedSystemReadInterceptor;
import org.telemed.hapi.error.OperationErrorTranslation;

/**
 * Refuses client writes of the records of this product: its AuditEvents, which are append-only, and its Tasks. They say to
 * whom an identity belongs and who was admitted: a client that could write one could be in a room as somebody else.
 */
@Interceptor
public final class ServerRecordInterceptor {
    private static final String ALLOWED = ServerRecordInterceptor.class.getName() + ".ALLOWED";

    private final String type;
    private final Predicate<IBaseResource> claimsToBeOurs;
    private final OperationErrorTranslation errors;
    private final Supplier<DaoRegistry> daos;

    private ServerRecordInterceptor(
            String type, Predicate<IBaseResource> claimsToBeOurs, FhirContext context, Supplier<DaoRegistry> daos) {
        this.type = type;
        this.claimsToBeOurs = claimsToBeOurs;
        this.errors = new OperationErrorTranslation(context);
        this.daos = daos;
    }

    /**
     * Guards the AuditEvents.
     *
     * @param daos read the stored event if HAPI does not pass it to the hook
     */
    public static ServerRecordInterceptor ofAuditEvents(FhirContext context, Supplier<DaoRegistry> daos) {
        return new ServerRecordInterceptor(
                "AuditEvent", new TelemedAuditEvents(context)::claimsToBeOurs, context, daos);
    }

    /** Guards the Tasks. */
    public static ServerRecordInterceptor ofTasks(FhirContext context, Supplier<DaoRegistry> daos) {
        return new ServerRecordInterceptor("Task", new TelemedTasks(context)::claimsToBeOurs, context, daos);
    }

    /** Marks this object as written by the server; a client cannot send this mark. */
    public static void allow(IBaseResource written) {
        written.setUserData(ALLOWED, true);
    }

    /** Refuses a create of such a resource. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource created) {
        if (isGuarded(created)) {
            refuseIfOurs(created);
        }
    }

    /** Refuses an update of one, or one that turns another resource into one. */
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
                    .getResourceDao(type)
                    .read(
                            changed.getIdElement().toUnqualifiedVersionless(),
                            UnmaskedSystemReadInterceptor.markUnmasked(SystemRequestDetails.forAllPartitions())));
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            return Optional.empty();
        }
    }

    private boolean isGuarded(IBaseResource written) {
        return type.equals(written.fhirType()) && written.getUserData(ALLOWED) == null;
    }

    private void refuseIfOurs(IBaseResource resource) {
        if (claimsToBeOurs.test(resource)) {
            throw errors.toHttp(TelemedException.because(
                    Reason.NOT_ALLOWED, "Telemed's own " + type + "s are written by the server alone."));
        }
    }
}

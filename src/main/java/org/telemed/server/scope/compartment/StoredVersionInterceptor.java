package org.telemed.server.scope.compartment;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.util.BundleUtil;
import java.util.Objects;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.server.error.GoneAsUnknown;
import org.telemed.server.smart.Permission;

/**
 * Lets callers with limited scopes read former versions only of what they may read now: a record that was moved to another
 * patient keeps its history to that one.
 */
@Interceptor(order = CompartmentNarrowingInterceptor.AFTER_AUTHORIZATION)
public final class StoredVersionInterceptor {
    private static final String READ = StoredVersionInterceptor.class.getName();

    private final DaoRegistry daos;
    private final HiddenResourcesInterceptor hidden;

    public StoredVersionInterceptor(DaoRegistry daos, HiddenResourcesInterceptor hidden) {
        this.daos = daos;
        this.hidden = hidden;
    }

    /** Makes a deleted resource unknown to callers who could not read its last version. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void afterReading(RequestDetails request) {
        LimitedAccess access = LimitedAccess.of(request);
        if (!access.isEmpty()) {
            GoneAsUnknown.of(
                    request, (type, id) -> access.limits(Permission.READ, type) && !wasVisible(request, type, id));
        }
    }

    private boolean wasVisible(RequestDetails request, String type, @Nullable String id) {
        if (id != null) {
            return isVisible(request, request.getFhirContext().getVersion().newIdType(type, id));
        }
        return request.getUserData().get(READ) instanceof IIdType read && isVisible(request, read);
    }

    /** Answers as for an unknown resource where the stored version is hidden. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void beforeHandling(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.READ && request.getId() != null) {
            request.getUserData().put(READ, request.getId()); // by an operation, which may have it from its body
        }
        if (operation != RestOperationTypeEnum.VREAD && operation != RestOperationTypeEnum.HISTORY_INSTANCE) {
            return;
        }
        IIdType id = Objects.requireNonNull(request.getId());
        if (LimitedAccess.of(request).limits(Permission.READ, id.getResourceType()) && !isVisible(request, id)) {
            throw new ResourceNotFoundException(id);
        }
    }

    /** A history's total counts versions that are left out, too. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void beforeAnswer(RequestDetails request, ResponseDetails response) {
        if (response.getResponseResource() instanceof IBaseBundle bundle
                && "history".equals(BundleUtil.getBundleType(request.getFhirContext(), bundle))
                && !LimitedAccess.of(request).isEmpty()) {
            BundleUtil.setTotal(request.getFhirContext(), bundle, null);
        }
    }

    /** Whether the caller may read what is stored; of a deleted resource, whether they could before. */
    private boolean isVisible(RequestDetails request, IIdType id) {
        try {
            return hidden.isVisible(request, RestOperationTypeEnum.READ, stored(id.toUnqualifiedVersionless()));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return false;
        }
    }

    private IBaseResource stored(IIdType id) {
        try {
            return read(id);
        } catch (ResourceGoneException deleted) {
            IIdType deletion = deleted.getResourceId();
            if (deletion == null || !deletion.isVersionIdPartValidLong()) {
                throw deleted;
            }
            return read(id.withVersion(String.valueOf(deletion.getVersionIdPartAsLong() - 1)));
        }
    }

    private IBaseResource read(IIdType id) {
        return daos.getResourceDao(id.getResourceType()).read(id, new SystemRequestDetails());
    }
}

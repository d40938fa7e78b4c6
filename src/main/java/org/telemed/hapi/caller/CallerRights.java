package org.telemed.hapi.caller;

import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.BaseHapiFhirResourceDao;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * Calls the host's authorization and consent hooks for what a caller is about to do. Hooks may mask the resource that
 * they get, so pass a copy that the server neither decides by nor stores.
 */
public final class CallerRights {
    private static final String CHECK_ONLY = CallerRights.class.getName() + ".CHECK_ONLY";

    private final IInterceptorBroadcaster storage;

    /** Calls the hooks of the repository and of the request's RestfulServer. */
    public CallerRights(IInterceptorBroadcaster storage) {
        this.storage = storage;
    }

    /**
     * The resource as the caller may see it; it is masked in place.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException as the host refuses a GET of it
     */
    public <T extends IBaseResource> T shown(ServletRequestDetails request, T toShow) {
        BaseHapiFhirResourceDao.invokeStoragePreAccessResources(storage, request, toShow.getIdElement(), toShow);
        T shown = BaseHapiFhirResourceDao.invokeStoragePreShowResources(storage, request, toShow);
        if (shown == null) {
            throw new ResourceNotFoundException(toShow.getIdElement());
        }
        return shown;
    }

    /**
     * The same, for the server to decide by: the resource is not sent to the caller.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException as the host refuses a GET of it
     */
    public <T extends IBaseResource> T requireReadable(ServletRequestDetails request, T copy) {
        request.getUserData().put(CHECK_ONLY, true);
        try {
            return shown(request, copy);
        } finally {
            request.getUserData().remove(CHECK_ONLY);
        }
    }

    /** Whether the host's hooks are called to check a right, so that what they are called with is not shown. */
    public static boolean isCheckOnly(RequestDetails request) {
        return request.getUserData().containsKey(CHECK_ONLY);
    }

    /** Refuses as the host refuses that interaction before it reads any resource. */
    public void requireInteraction(ServletRequestDetails request) {
        call(
                request,
                Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED,
                paramsOf(request).add(RestOperationTypeEnum.class, request.getRestOperationType()));
    }

    /** Refuses as the host refuses a POST of the resource. */
    public void requireCreate(ServletRequestDetails request, IBaseResource copy) {
        requireInteraction(request);
        call(
                request,
                Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED,
                paramsOf(request)
                        .add(IBaseResource.class, copy)
                        .add(RequestPartitionId.class, null)
                        .add(TransactionDetails.class, new TransactionDetails()));
    }

    /** Refuses as the host refuses a PUT that replaces the old resource by the new one. */
    public void requireUpdate(ServletRequestDetails request, @Nullable IBaseResource oldCopy, IBaseResource newCopy) {
        requireInteraction(request);
        call(
                request,
                Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED,
                paramsOf(request)
                        .add(IBaseResource.class, oldCopy)
                        .add(IBaseResource.class, newCopy)
                        .add(TransactionDetails.class, new TransactionDetails()));
    }

    private static HookParams paramsOf(ServletRequestDetails request) {
        return new HookParams()
                .add(RequestDetails.class, request)
                .addIfMatchesType(ServletRequestDetails.class, request);
    }

    /** Calls the hooks of the RestfulServer only: the write itself calls those of the repository. */
    private void call(ServletRequestDetails request, Pointcut pointcut, HookParams params) {
        IInterceptorBroadcaster hooks = request.getInterceptorBroadcaster();
        boolean byTheWriteItself = hooks == storage && pointcut != Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED;
        if (hooks != null && !byTheWriteItself) {
            hooks.callHooks(pointcut, params);
        }
    }
}

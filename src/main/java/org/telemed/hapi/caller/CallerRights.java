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
 * Lets the host's own authorization and consent speak about what a caller is about to do. Hooks may mask what they are
 * shown, so it must be something that the server neither decides by nor stores.
 */
public final class CallerRights {
    private final IInterceptorBroadcaster storage;

    /** Asks the hooks of the repository and of the request's own server. */
    public CallerRights(IInterceptorBroadcaster storage) {
        this.storage = storage;
    }

    /**
     * What the caller is shown of the resource, which is masked in place.
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

    /** Refuses as the host refuses that interaction before it looks at any stored resource. */
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

    /** Refuses as the host refuses a PUT that turns the one into the other. */
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

    /** The request's own hooks only: the repository's will be called by the write itself. */
    private void call(ServletRequestDetails request, Pointcut pointcut, HookParams params) {
        IInterceptorBroadcaster hooks = request.getInterceptorBroadcaster();
        boolean byTheWriteItself = hooks == storage && pointcut != Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED;
        if (hooks != null && !byTheWriteItself) {
            hooks.callHooks(pointcut, params);
        }
    }
}

package org.telemed.hapi.caller;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Lets the server see what is stored. A host whose consent hooks stand on the storage, or on a servlet that shares its
 * interceptors with the storage, masks what the server itself reads; judged by that, people would be thrown out, and written
 * back, what was masked would be lost. So what our own reads find is set aside before all other hooks and put back after.
 */
@Interceptor
public final class UnmaskedSystemReadInterceptor {
    private static final String OURS = UnmaskedSystemReadInterceptor.class.getName() + ".OURS";
    /** HAPI subtracts orders from each other, so the largest and smallest numbers would come out wrong. */
    private static final int LAST = 1_000_000_000;

    private static final int FIRST = -LAST;

    private static final String ASIDE = UnmaskedSystemReadInterceptor.class.getName() + ".ASIDE";

    /** Our two, of which one stands before all others and one after. */
    private static final int OWN_HOOKS = 2;

    private final FhirContext context;
    private final IInterceptorBroadcaster storage;

    /**
     * Sees resources of that FHIR version.
     *
     * @param storage calls the hooks of the host's repository, this one among them
     */
    public UnmaskedSystemReadInterceptor(FhirContext context, IInterceptorBroadcaster storage) {
        this.context = context;
        this.storage = storage;
    }

    /** Marks a request as one of the server's own that is to see everything. */
    public static SystemRequestDetails open(SystemRequestDetails request) {
        request.getUserData().put(OURS, true);
        return request;
    }

    /** Before anybody else may change what is shown. */
    @Hook(value = Pointcut.STORAGE_PRESHOW_RESOURCES, order = FIRST)
    public void before(RequestDetails request, IPreResourceShowDetails shown) {
        if (isOurs(request) && isFollowed()) {
            request.getUserData()
                    .put(
                            ASIDE,
                            IntStream.range(0, shown.size())
                                    .mapToObj(shown::getResource)
                                    .map(this::copyOf)
                                    .toList());
        }
    }

    /** After everybody else. */
    @Hook(value = Pointcut.STORAGE_PRESHOW_RESOURCES, order = LAST)
    public void after(RequestDetails request, IPreResourceShowDetails shown) {
        if (isOurs(request) && request.getUserData().remove(ASIDE) instanceof List<?> aside) {
            IntStream.range(0, shown.size())
                    .forEach(index -> shown.setResource(index, (IBaseResource) aside.get(index)));
        }
    }

    /** A copy costs a tenth of a token; where nobody else changes what is shown, none is needed. */
    private boolean isFollowed() {
        return storage.getInvokersForPointcut(Pointcut.STORAGE_PRESHOW_RESOURCES)
                        .size()
                > OWN_HOOKS;
    }

    private static boolean isOurs(RequestDetails request) {
        return request instanceof SystemRequestDetails && request.getUserData().containsKey(OURS);
    }

    /** With what the storage notes beside a resource: in which partition it is. */
    private IBaseResource copyOf(IBaseResource resource) {
        IBaseResource copy = context.newTerser().clone(resource);
        copy.setUserData(Constants.RESOURCE_PARTITION_ID, resource.getUserData(Constants.RESOURCE_PARTITION_ID));
        return copy;
    }
}

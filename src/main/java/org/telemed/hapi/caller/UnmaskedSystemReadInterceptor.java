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
 * Undoes what consent hooks mask in the server's own reads. A host with consent hooks on the storage masks what the
 * server reads; by a masked Encounter members would be ejected, and writing it back would lose data. A first hook
 * copies the resources of such a read, a last hook restores them.
 */
@Interceptor
public final class UnmaskedSystemReadInterceptor {
    private static final String UNMASKED = UnmaskedSystemReadInterceptor.class.getName() + ".UNMASKED";
    /** HAPI subtracts orders from each other, so Integer.MAX_VALUE and MIN_VALUE would overflow. */
    private static final int LAST = 1_000_000_000;

    private static final int FIRST = -LAST;

    private static final String COPIES = UnmaskedSystemReadInterceptor.class.getName() + ".COPIES";

    /** The number of hooks of this class. */
    private static final int OWN_HOOKS = 2;

    private final FhirContext context;
    private final IInterceptorBroadcaster storage;

    /**
     * An interceptor for that FHIR version.
     *
     * @param storage calls the hooks of the host's repository, including this one
     */
    public UnmaskedSystemReadInterceptor(FhirContext context, IInterceptorBroadcaster storage) {
        this.context = context;
        this.storage = storage;
    }

    /** Marks a system request as one that reads unmasked. */
    public static SystemRequestDetails markUnmasked(SystemRequestDetails request) {
        request.getUserData().put(UNMASKED, true);
        return request;
    }

    /** Runs before all other hooks, and copies the resources. */
    @Hook(value = Pointcut.STORAGE_PRESHOW_RESOURCES, order = FIRST)
    public void before(RequestDetails request, IPreResourceShowDetails shown) {
        if (isOurs(request) && hasOtherHooks()) {
            request.getUserData()
                    .put(
                            COPIES,
                            IntStream.range(0, shown.size())
                                    .mapToObj(shown::getResource)
                                    .map(this::copyOf)
                                    .toList());
        }
    }

    /** Runs after all other hooks, and restores the copies. */
    @Hook(value = Pointcut.STORAGE_PRESHOW_RESOURCES, order = LAST)
    public void after(RequestDetails request, IPreResourceShowDetails shown) {
        if (isOurs(request) && request.getUserData().remove(COPIES) instanceof List<?> copies) {
            IntStream.range(0, shown.size())
                    .forEach(index -> shown.setResource(index, (IBaseResource) copies.get(index)));
        }
    }

    /** Whether there are other hooks. Without them no copy is made, which would cost a tenth of a token's time. */
    private boolean hasOtherHooks() {
        return storage.getInvokersForPointcut(Pointcut.STORAGE_PRESHOW_RESOURCES)
                        .size()
                > OWN_HOOKS;
    }

    private static boolean isOurs(RequestDetails request) {
        return request instanceof SystemRequestDetails && request.getUserData().containsKey(UNMASKED);
    }

    /** A copy with its partition, which HAPI stores as user data. */
    private IBaseResource copyOf(IBaseResource resource) {
        IBaseResource copy = context.newTerser().clone(resource);
        copy.setUserData(Constants.RESOURCE_PARTITION_ID, resource.getUserData(Constants.RESOURCE_PARTITION_ID));
        return copy;
    }
}

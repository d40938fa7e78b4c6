package org.telemed.server.scope.compartment;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.IRuleApplier;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Leaves out of the results of callers with limited scopes what these do not grant, as HAPI's consent interceptor does: a
 * read of it is that of an unknown resource, and a search, a page, an include or a history is without it.
 */
@Interceptor
public final class HiddenResourcesInterceptor {
    private final IRuleApplier rules;

    public HiddenResourcesInterceptor(IRuleApplier rules) {
        this.rules = rules;
    }

    /** Hides each resource that a read or a search is about to use. */
    @Hook(Pointcut.STORAGE_PREACCESS_RESOURCES)
    public void hide(RequestDetails request, IPreResourceAccessDetails found) {
        if (LimitedAccess.of(request).isEmpty() || !isRead(request.getRestOperationType())) {
            return;
        }
        for (int i = 0; i < found.size(); i++) {
            IBaseResource resource = found.getResource(i);
            if (resource != null && !isVisible(request, resource)) {
                found.setDontReturnResourceAtIndex(i);
            }
        }
    }

    /** What a write may show of its own resource is decided when it answers. */
    private static boolean isRead(RestOperationTypeEnum operation) {
        return switch (operation) {
            case READ, VREAD, SEARCH_TYPE, SEARCH_SYSTEM, HISTORY_INSTANCE, HISTORY_TYPE, HISTORY_SYSTEM, GET_PAGE ->
                true;
            default -> false;
        };
    }

    boolean isVisible(RequestDetails request, IBaseResource resource) {
        return rules.applyRulesAndReturnDecision(
                                request.getRestOperationType(),
                                request,
                                null,
                                null,
                                resource,
                                Pointcut.STORAGE_PREACCESS_RESOURCES)
                        .getDecision()
                == PolicyEnum.ALLOW;
    }
}

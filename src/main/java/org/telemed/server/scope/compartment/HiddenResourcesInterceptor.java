package org.telemed.server.scope.compartment;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.IRuleApplier;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Leaves out of the results of callers with limited scopes what these do not grant, as HAPI's consent interceptor does: a
 * read of it is that of an unknown resource, and a search, a page, an include or a history is without it.
 */
@Interceptor
public final class HiddenResourcesInterceptor {
    private static final String SHOWN = HiddenResourcesInterceptor.class.getName();

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
            if (resource == null) {
                continue;
            }
            if (isVisible(request, request.getRestOperationType(), resource)) {
                shown(request).add(versionOf(resource));
            } else {
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

    /**
     * Whether this version was found to be visible, for this request, as it is stored. A consent service may have masked it
     * since, its subject for example, by which it would not be recognized any more.
     */
    public static boolean isShown(RequestDetails request, IBaseResource resource) {
        return resource.getIdElement().hasVersionIdPart() && shown(request).contains(versionOf(resource));
    }

    private static Set<String> shown(RequestDetails request) {
        return request.getUserData().get(SHOWN) instanceof Shown shown ? shown.versions() : newShown(request);
    }

    private static Set<String> newShown(RequestDetails request) {
        Shown shown = new Shown(ConcurrentHashMap.newKeySet());
        request.getUserData().put(SHOWN, shown);
        return shown.versions();
    }

    private static String versionOf(IBaseResource resource) {
        return resource.fhirType() + "/"
                + resource.getIdElement().toUnqualified().getValue().replaceFirst("^[A-Z][A-Za-z]*/", "");
    }

    private record Shown(Set<String> versions) {}

    boolean isVisible(RequestDetails request, RestOperationTypeEnum operation, IBaseResource resource) {
        return rules.applyRulesAndReturnDecision(
                                operation, request, null, null, resource, Pointcut.STORAGE_PREACCESS_RESOURCES)
                        .getDecision()
                == PolicyEnum.ALLOW;
    }
}

package org.telemed.server.scope.compartment;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.entity.Search;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import org.jspecify.annotations.Nullable;
import org.telemed.server.smart.Permission;

/**
 * Narrows every search of a type that a caller may search in part, on whichever way it comes to the storage: entries of a
 * batch do not pass HAPI's SearchNarrowingInterceptor, and an id without a type means resources of any type there.
 */
@Interceptor
public final class LimitedSearchInterceptor {
    /** Adds what is missing, before HAPI stores the search for the pages to come. */
    @Hook(Pointcut.STORAGE_PRESEARCH_PARTITION_SELECTED)
    public void beforeRegistering(
            @Nullable RequestDetails request, ICachedSearchDetails search, SearchParameterMap parameters) {
        if (request != null && LimitedAccess.of(request).limits(Permission.SEARCH, search.getResourceType())) {
            LimitedAccess.of(request).narrow(search.getResourceType(), parameters);
        }
    }

    /**
     * Refuses what is not narrow all the same, and keeps the results from other callers. HAPI stores the conditions of a
     * search only where it needs them itself; {@link LimitedPageInterceptor} needs them for every page.
     */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void beforeSearch(
            @Nullable RequestDetails request, ICachedSearchDetails search, SearchParameterMap parameters) {
        if (request == null) {
            return;
        }
        LimitedAccess access = LimitedAccess.of(request);
        if (!access.isEmpty()) {
            search.setCannotBeReused(); // the results depend on who searches
            if (search instanceof Search stored) {
                stored.setSearchParameterMap(parameters);
            }
        }
        String type = search.getResourceType();
        if (access.limits(Permission.SEARCH, type) && !access.isNarrow(type, parameters)) {
            throw new ForbiddenOperationException("This search is wider than the access token's scopes allow");
        }
    }

    /** Whether a search may be answered by the results of another one. */
    @Hook(Pointcut.STORAGE_PRECHECK_FOR_CACHED_SEARCH)
    public boolean mayReuse(@Nullable RequestDetails request) {
        return request == null || LimitedAccess.of(request).isEmpty();
    }
}

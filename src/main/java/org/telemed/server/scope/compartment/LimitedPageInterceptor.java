package org.telemed.server.scope.compartment;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.entity.Search;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.search.cache.ISearchCacheSvc;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import org.jspecify.annotations.Nullable;
import org.telemed.server.smart.Permission;

/**
 * Gives callers with limited scopes only pages of searches that they could have made themselves: the number of pages of
 * another's search, and its total, tell of resources that they may not see.
 */
@Interceptor(order = CompartmentNarrowingInterceptor.AFTER_AUTHORIZATION)
public final class LimitedPageInterceptor {
    private final ISearchCacheSvc searches;
    private final DaoRegistry daos;
    private final HiddenResourcesInterceptor hidden;

    public LimitedPageInterceptor(ISearchCacheSvc searches, DaoRegistry daos, HiddenResourcesInterceptor hidden) {
        this.searches = searches;
        this.daos = daos;
        this.hidden = hidden;
    }

    /** Answers as for an unknown page. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void beforeHandling(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.GET_PAGE
                && !LimitedAccess.of(request).isEmpty()
                && !isGranted(request)) {
            throw new ResourceGoneException("There is no such page");
        }
    }

    private boolean isGranted(RequestDetails request) {
        String[] page = request.getParameters().get(Constants.PARAM_PAGINGACTION);
        return page != null
                && page.length == 1
                && !page[0].isBlank()
                && searches.fetchByUuid(page[0], RequestPartitionId.allPartitions())
                        .map(search -> isGranted(request, search))
                        .orElse(false);
    }

    private boolean isGranted(RequestDetails request, Search search) {
        String type = search.getResourceType();
        if (type == null) {
            return false;
        }
        LimitedAccess access = LimitedAccess.of(request);
        return switch (search.getSearchType()) {
            case SEARCH ->
                access.isWhole(Permission.SEARCH, type)
                        || search.getSearchParameterMap()
                                .map(parameters ->
                                        access.allows(Permission.SEARCH, type) && access.isNarrow(type, parameters))
                                .orElse(false);
            case HISTORY -> access.isWhole(Permission.SEARCH, type) || isVisible(request, type, search.getResourceId());
            default -> false;
        };
    }

    private boolean isVisible(RequestDetails request, String type, @Nullable JpaPid id) {
        try {
            return id != null
                    && hidden.isVisible(
                            request,
                            RestOperationTypeEnum.READ,
                            daos.getResourceDao(type).readByPid(id));
        } catch (ResourceGoneException deleted) {
            return false;
        }
    }
}

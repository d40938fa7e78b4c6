package org.telemed.server.scope.compartment;

import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizedList;
import ca.uhn.fhir.rest.server.interceptor.auth.SearchNarrowingInterceptor;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.telemed.server.smart.Permission;

/**
 * HAPI's SearchNarrowingInterceptor for callers whose scopes grant a type in their patient's compartment only: a search of it
 * asks for that patient, and one that asks for another patient is refused.
 *
 * <p>{@link LimitedSearchInterceptor} narrows what does not come this way, or comes through here too wide.
 */
@Interceptor(order = CompartmentNarrowingInterceptor.AFTER_AUTHORIZATION)
public final class CompartmentNarrowingInterceptor extends SearchNarrowingInterceptor {
    static final int AFTER_AUTHORIZATION = 210;

    /** HAPI's fails at a search of all types. */
    @Override
    public void hookIncomingRequestPostProcessed(
            RequestDetails request, HttpServletRequest servletRequest, HttpServletResponse response) {
        if (request.getRestOperationType() == RestOperationTypeEnum.SEARCH_TYPE) {
            super.hookIncomingRequestPostProcessed(request, servletRequest, response);
        }
    }

    /** HAPI's makes searches of the reads in a batch. */
    @Override
    public void hookIncomingRequestPreHandled(
            ServletRequestDetails request, HttpServletRequest servletRequest, HttpServletResponse response) {
        // entries are narrowed when their searches run
    }

    @Override
    protected @Nullable AuthorizedList buildAuthorizedList(RequestDetails request) {
        String type = String.valueOf(request.getResourceName());
        LimitedAccess limited = LimitedAccess.of(request);
        return limited.limits(Permission.SEARCH, type)
                ? limited.compartmentOfSearch(type)
                        .map(patient -> new AuthorizedList().addCompartment(patient))
                        .orElse(null)
                : null;
    }
}

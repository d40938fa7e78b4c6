package org.telemed.server.scope;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.util.BundleUtil;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.server.scope.compartment.LimitedAccess;

/**
 * Refuses searches of types that the access token's scopes do not grant. HAPI's authorization looks at the type in the URL
 * only, not at chains, {@code _has}, includes and match URLs.
 *
 * <p>Every search that HAPI runs for a request, match URLs among them, is checked before it runs. What a request is known to
 * search is checked before it is handled at all, so that nothing is stored that a later refusal does not undo.
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR)
public final class SearchAuthorization {

    private final FhirContext fhir;
    private final SearchScopes searches;

    SearchAuthorization(FhirContext fhir, ISearchParamRegistry registry) {
        this.fhir = fhir;
        this.searches = new SearchScopes(registry, fhir.getResourceTypes());
    }

    /** Checks each search just before it runs. The server's own have no caller. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void beforeSearch(
            @Nullable RequestDetails request, ICachedSearchDetails search, SearchParameterMap parameters) {
        if (request != null) {
            require(request, LimitedAccess.of(request), TypeSearch.of(search.getResourceType(), parameters));
        }
    }

    /** Checks the match URLs of a write, and every entry of a batch or transaction, before anything is done. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void beforeHandling(RequestDetails request, RestOperationTypeEnum operation) {
        switch (operation) {
            case CREATE, UPDATE, PATCH, DELETE -> {
                String url = request.getConditionalUrl(operation);
                if (url != null && request.getResourceName() != null) {
                    requireMatch(request, request.getResourceName(), BundleEntry.queryOf(url));
                }
                requireReferences(request, request.getResource());
            }
            case TRANSACTION -> requireEntries(request);
            default -> {
                // searches are checked when they run
            }
        }
    }

    private void requireEntries(RequestDetails request) {
        if (request.getResource() instanceof IBaseBundle bundle) {
            BundleUtil.toListOfEntries(fhir, bundle).forEach(parts -> {
                BundleEntry entry = BundleEntry.of(parts);
                if (entry.query() != null && entry.type() != null) {
                    boolean isSearch = parts.getRequestType() == RequestTypeEnum.GET;
                    LimitedAccess limited = isSearch ? LimitedAccess.of(request) : LimitedAccess.none(fhir);
                    require(request, limited, entry.type(), entry.query());
                }
                requireReferences(request, parts.getResource());
            });
        }
    }

    /** References that HAPI resolves by a search when it stores them, such as {@code Patient?identifier=…}. */
    private void requireReferences(RequestDetails request, @Nullable IBaseResource resource) {
        references(resource)
                .map(reference -> reference.getReferenceElement().getValue())
                .filter(url -> url != null && url.indexOf('?') > 0)
                .forEach(url -> typeIn(url).ifPresent(type -> requireMatch(request, type, BundleEntry.queryOf(url))));
    }

    private Stream<IBaseReference> references(@Nullable IBaseResource resource) {
        return resource == null
                ? Stream.empty()
                : fhir.newTerser().getAllPopulatedChildElementsOfType(resource, IBaseReference.class).stream();
    }

    /** The last part of the path; what is no type there HAPI refuses. */
    private Optional<String> typeIn(String matchUrl) {
        String path = matchUrl.substring(0, matchUrl.indexOf('?')).replaceFirst("/+$", "");
        return Optional.of(path.substring(path.lastIndexOf('/') + 1)).filter(fhir.getResourceTypes()::contains);
    }

    /** A match URL is not narrowed, so it needs scopes without limits. */
    private void requireMatch(RequestDetails request, String type, String query) {
        require(request, LimitedAccess.none(fhir), type, query);
    }

    private void require(RequestDetails request, LimitedAccess limited, String type, String query) {
        try {
            require(request, limited, TypeSearch.of(type, query));
        } catch (IllegalArgumentException unreadable) {
            throw ScopeDenial.because(fhir, ScopeDenial.TEXT);
        }
    }

    private void require(RequestDetails request, LimitedAccess limited, TypeSearch search) {
        searches.refusal(ScopeAuthorization.scopesOf(request), limited, search).ifPresent(text -> {
            throw ScopeDenial.because(fhir, text);
        });
    }
}

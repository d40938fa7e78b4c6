package org.telemed.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.OperationErrorTranslation;

/**
 * Limits the joins of one search. Each condition, each link of a chain and each key of a sort is a join, and the time
 * in which H2 plans a query grows with the factorial of those.
 */
@Interceptor
public final class SearchBoundsInterceptor {

    private static final int MOST_CONDITIONS = 15;
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_LINKS = 3;
    private static final int MOST_SORT_KEYS = 5;

    private final OperationErrorTranslation errors;

    public SearchBoundsInterceptor(FhirContext context) {
        this.errors = new OperationErrorTranslation(context);
    }

    /** HAPI calls this for every search of a request: in Bundles, conditional URLs and match URLs too. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void beforeSearch(@Nullable RequestDetails request, SearchParameterMap search) {
        List<List<IQueryParameterType>> conditions =
                search.values().stream().flatMap(Collection::stream).toList();
        require(conditions.size() <= MOST_CONDITIONS, "A search may have " + MOST_CONDITIONS + " conditions.");
        require(
                conditions.stream().mapToInt(List::size).sum() <= MOST_VALUES,
                "A search may have " + MOST_VALUES + " values.");
        require(
                conditions.stream()
                                .flatMap(List::stream)
                                .mapToInt(SearchBoundsInterceptor::links)
                                .max()
                                .orElse(0)
                        <= MOST_LINKS,
                "A chain of a search may have " + MOST_LINKS + " links.");
        require(
                Stream.iterate(search.getSort(), SortSpec.class::isInstance, SortSpec::getChain)
                                .limit(MOST_SORT_KEYS + 1L)
                                .count()
                        <= MOST_SORT_KEYS,
                "A search may be sorted by " + MOST_SORT_KEYS + " keys.");
    }

    private static int links(IQueryParameterType value) {
        return value instanceof ReferenceParam reference && reference.getChain() != null
                ? reference.getChain().split("\\.").length
                : 0;
    }

    private void require(boolean holds, String sentence) {
        if (!holds) {
            throw errors.toHttp(
                    TelemedException.because(Reason.BAD_REQUEST, sentence + " Ask in several searches instead."));
        }
    }
}

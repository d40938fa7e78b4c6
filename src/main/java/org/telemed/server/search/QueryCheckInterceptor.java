package org.telemed.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.UrlUtil;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.fhir.body.BodyCheck;
import org.telemed.hapi.error.OperationErrorTranslation;
import org.telemed.hapi.http.GeneralParameterCheck;

/** Refuses parameters that HAPI would ignore, in URLs, forms, entries of Bundles, conditional URLs and references that search. */
@Interceptor
public final class QueryCheckInterceptor {

    private static final String SEMANTICS = "X-Transaction-Semantics";

    private final FhirContext context;
    private final QueryCheck queries;
    private final OperationErrorTranslation errors;

    QueryCheckInterceptor(FhirContext context, ISearchParamRegistry registry) {
        this.context = context;
        this.queries = new QueryCheck(context, registry);
        this.errors = new OperationErrorTranslation(context);
    }

    /** Checks a request before HAPI chooses a method for it. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void beforeRequest(RequestDetails request) {
        if (request.getResourceName() == null && request.getParameters().containsKey(Constants.PARAM_PAGINGACTION)) {
            require(Interaction.PAGE, null, request.getParameters());
        } else if (request.getCompartmentName() == null) {
            String path = Optional.ofNullable(request.getRequestPath()).orElse("");
            check(request.getRequestType(), path, request.getParameters());
        }
        String condition = request.getHeader(Constants.HEADER_IF_NONE_EXIST);
        if (condition != null && !condition.isBlank() && isType(request.getResourceName())) {
            requireCondition(request.getResourceName(), condition);
        }
    }

    /** Looks at what a create or an update refers to by a search. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void beforeHandling(RequestDetails request) {
        if (!(request.getResource() instanceof IBaseBundle)) {
            requireReferences(request.getResource());
        }
    }

    /** HAPI calls this for a transaction, for a batch, and then for each entry of the batch as if it were a transaction. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void beforeProcessing(IBaseBundle bundle, @Nullable RequestDetails request) {
        boolean failsByEntry = "batch".equals(BundleUtil.getBundleType(context, bundle))
                && (request == null || request.getHeader(SEMANTICS) == null);
        if (!failsByEntry) {
            BundleUtil.toListOfEntries(context, bundle).forEach(this::checkEntry);
        }
    }

    private void checkEntry(BundleEntryParts entry) {
        String url = Optional.ofNullable(entry.getUrl()).orElse("");
        int question = url.indexOf('?');
        if (question >= 0) {
            check(entry.getRequestType(), url.substring(0, question), parsed(url.substring(question + 1)));
        }
        String condition = entry.getConditionalUrl();
        String type = typeIn(url);
        if (entry.getRequestType() == RequestTypeEnum.POST && condition != null && isType(type)) {
            requireCondition(type, condition);
        }
        requireReferences(entry.getResource());
    }

    private void requireReferences(@Nullable IBaseResource resource) {
        if (resource != null) {
            context.newTerser().getAllPopulatedChildElementsOfType(resource, IBaseReference.class).stream()
                    .map(reference -> reference.getReferenceElement().getValue())
                    .filter(url -> url != null && url.indexOf('?') > 0 && isType(url.substring(0, url.indexOf('?'))))
                    .forEach(this::requireReference);
        }
    }

    /** What a resource holds is not repeated. */
    private void requireReference(String url) {
        int question = url.indexOf('?');
        Map<String, String[]> query = parsed(url.substring(question + 1));
        if (queries.problem(Interaction.CONDITIONAL, url.substring(0, question), query)
                .isPresent()) {
            throw errors.toHttp(TelemedException.because(
                    Reason.BAD_REQUEST,
                    "A reference is a search with a parameter, a modifier or a value that this server does not take. Look at the"
                            + " references that have a question mark."));
        }
    }

    private void check(@Nullable RequestTypeEnum method, String path, Map<String, String[]> query) {
        String type = typeIn(path);
        Interaction.of(method, path)
                .filter(interaction -> isType(type) || interaction == Interaction.HISTORY)
                .ifPresent(interaction -> require(interaction, isType(type) ? type : null, query));
    }

    private void requireCondition(String type, String url) {
        require(Interaction.CONDITIONAL, type, parsed(url.substring(url.indexOf('?') + 1)));
    }

    private void require(Interaction interaction, @Nullable String type, Map<String, String[]> query) {
        GeneralParameterCheck.problemOf(query)
                .or(() -> queries.problem(interaction, type, query))
                .ifPresent(problem -> {
                    throw errors.toHttp(TelemedException.because(Reason.BAD_REQUEST, problem));
                });
    }

    private Map<String, String[]> parsed(String query) {
        try {
            BodyCheck.encoding(query);
            return UrlUtil.parseQueryString(query);
        } catch (TelemedException malformed) {
            throw errors.toHttp(malformed);
        } catch (IllegalArgumentException malformed) {
            throw errors.toHttp(
                    TelemedException.because(Reason.BAD_REQUEST, "A URL is not percent-encoded as it must be."));
        }
    }

    private static String typeIn(String path) {
        return path.replaceFirst("^/+", "").replaceFirst("[/?].*", "");
    }

    private boolean isType(@Nullable String name) {
        return name != null && context.getResourceTypes().contains(name);
    }
}

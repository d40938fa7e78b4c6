package org.telemed.server.scope;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.outcome.BundleResponse;

/**
 * Removes from the response to a write, a batch or a transaction what the scopes do not allow to show. It refuses
 * nothing, because the write is done.
 *
 * @param isVisible whether the caller may see a resource that a read or a search found
 */
record ScopedResponseFilter(ScopeRules rules, RequestDetails request, Predicate<IBaseResource> isVisible) {

    void restrict(ResponseDetails response) {
        IBaseResource resource = response.getResponseResource();
        if (resource == null) {
            return;
        }
        switch (request.getRestOperationType()) {
            case UPDATE, PATCH -> {
                // HAPI's OperationOutcome says whether anything was changed
                if (!rules.allowWritten(String.valueOf(request.getResourceName()))) {
                    response.setResponseResource(null);
                }
            }
            case CREATE, DELETE -> {
                if (!mayShowWritten(resource)) {
                    response.setResponseResource(null);
                }
            }
            case EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE -> restrictOperation(response, resource);
            case TRANSACTION -> restrictEntries(resource);
            default -> {
                // a read, which HAPI's own hook checks
            }
        }
    }

    /** The operations that store an Encounter then answer as a PUT with {@code Prefer: return=minimal} does. */
    private void restrictOperation(ResponseDetails response, IBaseResource resource) {
        boolean isTelemed = OperationScope.of(request.getOperation()).isPresent();
        if (isTelemed && isEncounter(resource) && !mayShowWritten(resource)) {
            response.setResponseResource(null);
            nameLocation(resource.getIdElement());
        }
    }

    private boolean isEncounter(IBaseResource resource) {
        return "Encounter".equals(request.getFhirContext().getResourceType(resource));
    }

    /** Its location; the version is left out, see {@link VersionAccess}. */
    private void nameLocation(IIdType id) {
        if (request instanceof ServletRequestDetails servlet && servlet.getServletResponse() != null) {
            String url = id.toVersionless()
                    .withServerBase(request.getFhirServerBase(), "Encounter")
                    .getValue();
            servlet.getServletResponse().setHeader(Constants.HEADER_LOCATION, url);
            servlet.getServletResponse().setHeader(Constants.HEADER_CONTENT_LOCATION, url);
        }
    }

    private void restrictEntries(IBaseResource response) {
        if (response instanceof IBaseBundle bundle) {
            List<BundleEntryParts> asked = request.getResource() instanceof IBaseBundle sent
                    ? BundleUtil.toListOfEntries(request.getFhirContext(), sent)
                    : List.of();
            List<BundleResponse.Entry> entries = new BundleResponse(request.getFhirContext()).entries(bundle);
            for (int i = 0; i < entries.size(); i++) {
                restrict(entries.get(i), asked.size() == entries.size() ? asked.get(i) : null);
            }
        }
    }

    private void restrict(BundleResponse.Entry entry, @Nullable BundleEntryParts asked) {
        boolean isRead = asked != null && asked.getRequestType() == RequestTypeEnum.GET;
        if (isRead && !entry.resource().map(this::mayShowFound).orElse(true)) {
            entry.refuse("403 Forbidden", ScopeDenial.outcome(request.getFhirContext(), ScopeDenial.TEXT));
        } else if (!isRead && !entry.resource().map(this::mayShowWritten).orElse(true)) {
            entry.removeResource();
        } else if (entry.status().startsWith("403")) {
            entry.refuse(entry.status(), ScopeDenial.outcome(request.getFhirContext(), entry.text(ScopeDenial.TEXT)));
        }
        if (!isRead
                && entry.status().startsWith("2")
                && !isPlainCreate(entry, asked)
                && !mayNameVersion(entry, asked)) {
            entry.removeVersion();
        }
    }

    private static boolean isPlainCreate(BundleResponse.Entry entry, @Nullable BundleEntryParts asked) {
        return asked != null
                && asked.getRequestType() == RequestTypeEnum.POST
                && entry.status().startsWith("201");
    }

    private boolean mayNameVersion(BundleResponse.Entry entry, @Nullable BundleEntryParts asked) {
        String url = asked == null ? entry.location() : asked.getUrl();
        String type = BundleEntry.of(RequestTypeEnum.GET, url, null).type();
        return type != null && rules.allowWritten(type);
    }

    private boolean mayShowFound(IBaseResource resource) {
        return ScopeAuthorization.resourcesIn(resource, request).stream()
                .allMatch(found -> found instanceof IBaseOperationOutcome || isVisible.test(found));
    }

    private boolean mayShowWritten(IBaseResource resource) {
        return resource instanceof IBaseOperationOutcome || rules.allowWritten(typeOf(resource));
    }

    private String typeOf(IBaseResource resource) {
        return request.getFhirContext().getResourceType(resource);
    }
}

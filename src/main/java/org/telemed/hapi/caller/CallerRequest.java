package org.telemed.hapi.caller;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
import java.util.HashMap;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;

/**
 * Builds the plain GET, POST and PUT requests that an operation is equivalent to. The host's interceptors are called
 * with those, so that an operation can do for a caller exactly what they could do by plain FHIR.
 */
public final class CallerRequest {
    private final ServletRequestDetails operation;
    private final IfMatch ifMatch;

    /** @throws org.telemed.core.error.TelemedException BAD_REQUEST for an If-Match that names no version */
    public CallerRequest(ServletRequestDetails operation) {
        this.operation = operation;
        this.ifMatch = IfMatch.of(operation.getHeaders(Constants.HEADER_IF_MATCH));
    }

    /** The request of the operation itself. */
    public ServletRequestDetails operation() {
        return operation;
    }

    /** GET Encounter/[id], or of another type that the id names. */
    public ServletRequestDetails read(IIdType id) {
        ServletRequestDetails request = request(RequestTypeEnum.GET, RestOperationTypeEnum.READ);
        if (id.hasResourceType()) {
            request.setResourceName(id.getResourceType());
        }
        request.setId(id.toUnqualifiedVersionless());
        return request;
    }

    /** POST Encounter. */
    public ServletRequestDetails create(IBaseResource resource) {
        ServletRequestDetails request = request(RequestTypeEnum.POST, RestOperationTypeEnum.CREATE);
        request.setResource(resource);
        return request;
    }

    /** PUT Encounter/[id]. */
    public ServletRequestDetails update(IBaseResource resource) {
        ServletRequestDetails request = request(RequestTypeEnum.PUT, RestOperationTypeEnum.UPDATE);
        request.setId(resource.getIdElement().toUnqualifiedVersionless());
        request.setResource(resource);
        return request;
    }

    /** The version in If-Match. */
    public Optional<String> ifMatch() {
        return ifMatch.version();
    }

    /**
     * Compares the version in If-Match, if there is one, with the current one.
     *
     * @throws org.telemed.core.error.TelemedException CONFLICT if it is another
     */
    public void requireVersion(String current) {
        ifMatch.require(current);
    }

    private ServletRequestDetails request(RequestTypeEnum verb, RestOperationTypeEnum interaction) {
        ServletRequestDetails request = copyOf(operation, verb, interaction);
        request.setParameters(new HashMap<>());
        request.setResourceName("Encounter");
        return request;
    }

    /** The same request as another interaction. */
    public static ServletRequestDetails copyOf(
            ServletRequestDetails operation, RequestTypeEnum verb, RestOperationTypeEnum interaction) {
        ServletSubRequestDetails request = new ServletSubRequestDetails(operation);
        copy(operation, request);
        request.setRequestType(verb);
        request.setRestOperationType(interaction);
        return request;
    }

    /** Copies all but the interaction. */
    public static void copy(ServletRequestDetails operation, ServletSubRequestDetails request) {
        request.setServer(operation.getServer());
        request.setServletRequest(operation.getServletRequest());
        request.setServletResponse(operation.getServletResponse());
        request.setFhirServerBase(operation.getFhirServerBase());
        request.setTenantId(operation.getTenantId());
        request.setRequestId(operation.getRequestId());
        request.setRequestPath(operation.getRequestPath());
        request.setCompleteUrl(operation.getCompleteUrl());
        request.setParameters(operation.getParameters());
        request.setResourceName(operation.getResourceName());
    }
}

package org.telemed.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Answers a read with 304 if {@code If-None-Match} is a star, or a list with the resource's version in it. HAPI knows a
 * single version only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, If-None-Match</a>
 */
@Interceptor
public final class IfNoneMatchInterceptor {

    /** HAPI subtracts orders from each other, so the largest numbers would come out wrong. */
    private static final int LAST = 1_000_000_000;

    private static final Set<RestOperationTypeEnum> READS =
            EnumSet.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD);

    /** Checks a resource before it is sent, after all that may refuse to send it: a 304 tells that it exists. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = LAST)
    public void beforeResponse(RequestDetails request, ResponseDetails response) {
        IBaseResource resource = response.getResponseResource();
        if (resource == null || !READS.contains(request.getRestOperationType()) || response.getResponseCode() != 200) {
            return;
        }
        String tag = "\"" + resource.getIdElement().getVersionIdPart() + "\"";
        boolean isKnown = request.getHeaders(Constants.HEADER_IF_NONE_MATCH).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(named -> named.strip().replaceFirst("^W/", ""))
                .anyMatch(named -> named.equals("*") || named.equals(tag));
        if (isKnown) {
            NotModifiedException notModified = new NotModifiedException("Not Modified");
            notModified.addResponseHeader(Constants.HEADER_ETAG, "W/" + tag);
            throw notModified;
        }
    }
}

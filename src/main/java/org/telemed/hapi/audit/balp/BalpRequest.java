package org.telemed.hapi.audit.balp;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.telemed.core.audit.AuditActor;
import org.telemed.fhir.audit.AccessKind;
import org.telemed.hapi.caller.CallerRequest;

/**
 * A request as HAPI's interceptor sees it, with what it is audited as. It comes back on the agent of the event, since that
 * interceptor does not pass the request on. One for each event: the entries of a batch, which HAPI may process at the same
 * time, share the data of their request.
 */
final class BalpRequest extends ServletSubRequestDetails {
    static final String KEY = BalpRequest.class.getName();

    private final Audited audited;

    /**
     * What a request is audited as.
     *
     * @param interaction the code of the FHIR interaction
     * @param partition of the records
     */
    record Audited(AuditActor actor, AccessKind kind, String interaction, String partition, Instant at) {}

    /**
     * That request.
     *
     * @param operation as what HAPI's interceptor is to audit it
     * @param requestId of the whole request; an entry of a Bundle has none of its own
     */
    BalpRequest(
            ServletRequestDetails asked, RestOperationTypeEnum operation, Optional<String> requestId, Audited audited) {
        super(asked);
        this.audited = audited;
        CallerRequest.copy(asked, this);
        setRequestType(asked.getRequestType());
        setRestOperationType(operation);
        requestId.ifPresent(this::setRequestId);
        if (getCompleteUrl() == null) {
            setCompleteUrl(urlOf(asked));
        }
    }

    /** HAPI sets no URL for an entry of a Bundle. */
    private static String urlOf(ServletRequestDetails entry) {
        Map<String, String[]> parameters =
                Optional.ofNullable(entry.getParameters()).orElse(Map.of());
        String query = parameters.entrySet().stream()
                .flatMap(parameter -> Arrays.stream(parameter.getValue())
                        .map(value -> parameter.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return entry.getFhirServerBase() + "/" + entry.getRequestPath() + (query.isEmpty() ? "" : "?" + query);
    }

    static Optional<Audited> of(RequestDetails request) {
        return request instanceof BalpRequest balp ? Optional.of(balp.audited) : Optional.empty();
    }
}

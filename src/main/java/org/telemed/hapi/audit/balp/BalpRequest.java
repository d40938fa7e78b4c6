package org.telemed.hapi.audit.balp;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Instant;
import java.util.Optional;
import org.telemed.core.audit.AuditActor;
import org.telemed.fhir.audit.AccessKind;

/**
 * What a request is audited as. It goes with the request to HAPI's interceptor and comes back on the agent of its event,
 * since that interceptor does not pass the request on.
 */
record BalpRequest(AuditActor actor, AccessKind kind, String interaction, String partition, Instant at) {
    static final String KEY = BalpRequest.class.getName();

    void attachTo(RequestDetails request) {
        request.getUserData().put(KEY, this);
    }

    static Optional<BalpRequest> of(RequestDetails request) {
        return Optional.ofNullable(request.getUserData().get(KEY)).map(BalpRequest.class::cast);
    }
}

package org.telemed.hapi.caller;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.telemed.core.caller.Caller;

/** Finds the authenticated caller of a request. A host with its own authentication provides a bean of this type. */
@FunctionalInterface
public interface CallerResolver {
    /**
     * The authenticated caller of this request; empty if there is none. Do not trust headers that a client can set.
     */
    Optional<Caller> callerOf(RequestDetails request);
}

package org.telemed.hapi.audit.balp;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditContextServices;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.telemed.core.audit.AuditActor;
import org.telemed.hapi.audit.RequestActors;

/** Tells HAPI's BALP interceptor who sends a request and from where; {@link RecordAccessStore} completes the agents. */
final class BalpContextServices implements IBalpAuditContextServices {
    @Override
    public Reference getAgentClientWho(RequestDetails request) {
        return new Reference();
    }

    @Override
    public Reference getAgentUserWho(RequestDetails request) {
        Reference who = new Reference();
        BalpRequest.of(request).ifPresent(audited -> who.setUserData(BalpRequest.KEY, audited));
        return who;
    }

    @Override
    public @Nullable String getNetworkAddress(RequestDetails request) {
        return BalpRequest.of(request)
                .map(BalpRequest.Audited::actor)
                .flatMap(AuditActor::address)
                .or(() -> RequestActors.addressOf(request))
                .orElse(null);
    }

    /** A relative reference for what is stored here: the server's base in the request may be the client's Host header. */
    @Override
    public String massageResourceIdForStorage(RequestDetails request, IBaseResource resource, IIdType id) {
        return id.hasResourceType()
                ? id.toUnqualifiedVersionless().getValue()
                : resource.fhirType() + "/" + id.getIdPart();
    }
}

package org.telemed.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/** Writes identity records as AuditEvents, and reads them back. */
public final class IdentityRecordWriter {
    private static final String EVENT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";

    private final AuditEventForm form;
    private final FhirElements elements;
    private final TelemedAuditEvents events;
    private final LocalReferences relative = new LocalReferences(List.of());

    public IdentityRecordWriter(FhirContext context) {
        this.form = new AuditEventForm(context);
        this.elements = new FhirElements(context);
        this.events = new TelemedAuditEvents(context);
    }

    /**
     * The AuditEvent, without an id. It holds no token and no name.
     *
     * @param caller only their access token's {@code jti} is recorded
     * @param identity the person's identity at the video vendor
     * @param tokenId the {@code jti} of the token for the video vendor
     * @param sourceObserver this server's FHIR base
     */
    public IBaseResource write(
            EncounterId encounter,
            Caller caller,
            ResourceReference person,
            String identity,
            String tokenId,
            Instant recorded,
            String sourceObserver) {
        ResourceReference visit = new ResourceReference("Encounter", encounter.value());
        IBaseResource event = form.event(recorded, sourceObserver);
        form.type(event, EVENT_TYPE, "rest");
        form.subtype(event, INTERACTION, "operation");
        form.subtype(event, TelemedUrls.EVENT_SYSTEM, TelemedAuditEvents.TOKEN_ISSUED);
        IBase agent = form.agent(event);
        form.localReference(agent, "who", person);
        caller.accessTokenId().ifPresent(jti -> form.policy(agent, "urn:ietf:params:oauth:jti:" + jti));
        form.policies(agent, visit, person);
        if (!form.alternativeId(agent, identity)) {
            form.entity(event, TelemedUrls.IDENTITY_SYSTEM, identity);
        }
        form.entity(event, visit);
        form.entity(event, TelemedUrls.VIDEO_TOKEN_SYSTEM, tokenId);
        return event;
    }

    /** The code of identity records, to search by. */
    public String code() {
        return TelemedAuditEvents.TOKEN_ISSUED;
    }

    /** The record in an AuditEvent, in the default partition; empty for other AuditEvents. */
    public Optional<IdentityRecord> read(IBaseResource auditEvent) {
        if (!events.has(auditEvent, TelemedAuditEvents.TOKEN_ISSUED)) {
            return Optional.empty();
        }
        Optional<EncounterId> encounter = localReference(auditEvent, "entity.what")
                .filter(what -> what.type().equals("Encounter"))
                .map(what -> new EncounterId(what.id()));
        Optional<ResourceReference> person = localReference(auditEvent, "agent.who");
        Optional<String> identity = elements.text(auditEvent, "agent.altId")
                .or(() -> identifier(auditEvent, "entity.what", TelemedUrls.IDENTITY_SYSTEM));
        return encounter.flatMap(
                visit -> person.flatMap(who -> identity.map(known -> new IdentityRecord(visit, who, known))));
    }

    private Optional<ResourceReference> localReference(IBaseResource auditEvent, String path) {
        return identifier(auditEvent, path, TelemedUrls.LOCAL_REFERENCE_SYSTEM).flatMap(relative::read);
    }

    private Optional<String> identifier(IBaseResource auditEvent, String path, String system) {
        return events.identifiers(auditEvent, path, system).findFirst();
    }
}

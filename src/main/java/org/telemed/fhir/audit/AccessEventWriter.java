package org.telemed.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/**
 * Completes AuditEvents of HAPI's BALP interceptor: with the person, our code, and logical references, by which records
 * stay deletable. The patients and the record are found by {@code policy}.
 */
public final class AccessEventWriter {
    private static final LocalReferences RELATIVE = new LocalReferences(List.of());

    private final FhirContext context;
    private final AuditEventForm form;
    private final FhirElements elements;
    private final TelemedAuditEvents events;

    public AccessEventWriter(FhirContext context) {
        this.context = context;
        this.form = new AuditEventForm(context);
        this.elements = new FhirElements(context);
        this.events = new TelemedAuditEvents(context);
    }

    /** Whether the event records an access of that kind. */
    public boolean records(IBaseResource event, AccessKind kind) {
        return events.has(event, kind.code());
    }

    /**
     * Completes the event, which is of this FHIR version.
     *
     * @param interaction the code of the FHIR interaction
     * @param sourceObserver this server's FHIR base
     */
    public void complete(
            IBaseResource event,
            AccessKind kind,
            String interaction,
            AuditActor actor,
            Instant at,
            String sourceObserver) {
        elements.clear(event, "text");
        if (context.getVersion().getVersion() != FhirVersionEnum.R4) {
            elements.clear(event, "meta"); // with BALP's profile, which is R4's
        }
        form.recorded(event, at);
        form.observer(event, sourceObserver);
        form.outcome().success(event);
        form.interaction(event, interaction);
        form.subtype(event, TelemedUrls.EVENT_SYSTEM, kind.code());
        Set<ResourceReference> records = logical(event);
        for (IBase agent : elements.list(event, "agent")) {
            complete(event, agent, actor, sourceObserver, records);
        }
    }

    /** BALP has the client's machine, this server, and who asks, in this order; the last one is the requestor. */
    private void complete(
            IBaseResource event, IBase agent, AuditActor actor, String server, Set<ResourceReference> records) {
        List<IBase> agents = elements.list(event, "agent");
        if (elements.text(agent, "requestor").filter("true"::equals).isPresent()) {
            form.who(event, agent, actor);
            records.forEach(record -> form.policy(agent, record.reference()));
        } else if (agent == agents.get(0)) {
            actor.address().ifPresent(address -> form.network(agent, address));
            if (elements.text(agent, "who.display").isEmpty()) {
                form.unknown(agent);
            }
        } else {
            elements.clear(agent, "who");
            form.refer(agent, "who", "urn:ietf:rfc:3986", server);
            elements.clear(agent, "network");
        }
    }

    /** Makes the references of the entities logical, and returns them. */
    private Set<ResourceReference> logical(IBaseResource event) {
        Set<ResourceReference> records = new LinkedHashSet<>();
        for (IBase entity : elements.list(event, "entity")) {
            elements.text(entity, "what.reference").flatMap(RELATIVE::read).ifPresent(record -> {
                elements.clear(entity, "what");
                form.localReference(entity, "what", record);
                records.add(record);
            });
        }
        return records;
    }
}

package org.telemed.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditEntry;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.TelemedUrls;

/** Writes the AuditEvent of an entry of the audit trail, in the shape of IHE BALP as far as it fits. */
public final class TrailEventWriter {
    private static final String EVENT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String SECURITY_ALERT = "110113";
    private static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";

    /** The participation type of whoever gets the information. */
    private static final String RECIPIENT = "IRCP";

    private static final String PERSON = "1";
    private static final String SYSTEM_OBJECT = "2";
    private static final String ROLE_PATIENT = "1";
    private static final String ROLE_DOMAIN_RESOURCE = "4";

    private final AuditEventForm form;
    private final TelemedAuditEvents events;
    private final LocalReferences relative = new LocalReferences(List.of());

    public TrailEventWriter(FhirContext context) {
        this.form = new AuditEventForm(context);
        this.events = new TelemedAuditEvents(context);
    }

    /**
     * The AuditEvent, without an id. It holds no token.
     *
     * @param patient the Encounter's subject
     * @param known the person whose identity the entry names
     * @param sourceObserver this server's FHIR base
     */
    public IBaseResource write(
            AuditEntry entry,
            Optional<ResourceReference> patient,
            Optional<ResourceReference> known,
            String sourceObserver) {
        IBaseResource event = form.event(entry.at(), sourceObserver);
        codes(event, entry);
        entry.detail(AuditDetail.REASON)
                .ifPresent(reason -> form.outcome().refusal(event, TelemedUrls.ERROR_SYSTEM, reason));
        entry.detail(AuditDetail.REPAIR).ifPresent(repair -> form.outcome().text(event, repair));
        IBase agent = agent(event, entry.actor(), sourceObserver);
        encounter(entry).ifPresent(visit -> form.policy(agent, visit.reference()));
        Optional<ResourceReference> participant =
                entry.detail(AuditDetail.PARTICIPANT).flatMap(relative::read);
        participant.ifPresent(person -> form.entity(event, person));
        Stream.of(entry.actor().person(), known, participant, patient)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(person -> form.policy(agent, person.reference()));
        patient.ifPresent(subject -> form.entity(event, subject, PERSON, ROLE_PATIENT));
        encounter(entry).ifPresent(visit -> form.entity(event, visit, SYSTEM_OBJECT, ROLE_DOMAIN_RESOURCE));
        known.filter(person -> entry.actor().isServer()).ifPresent(person -> form.entity(event, person));
        details(event, entry);
        return event;
    }

    /** Whether the event records something of that kind. */
    public boolean records(IBaseResource event, AuditEntry entry) {
        return events.has(event, entry.kind().code());
    }

    private void codes(IBaseResource event, AuditEntry entry) {
        if (entry.kind() == AuditKind.CALLBACK_REFUSED) {
            form.type(event, DICOM, SECURITY_ALERT);
        } else if (entry.actor().isServer()) {
            form.type(event, TelemedUrls.EVENT_SYSTEM, TelemedAuditEvents.ROOM);
        } else {
            form.type(event, EVENT_TYPE, "rest");
            form.subtype(event, INTERACTION, "operation");
        }
        form.subtype(event, TelemedUrls.EVENT_SYSTEM, entry.kind().code());
    }

    private IBase agent(IBaseResource event, AuditActor actor, String server) {
        if (actor.isServer()) {
            return form.server(event, server);
        }
        IBase agent = form.agent(event, true, RECIPIENT);
        form.who(event, agent, actor);
        actor.address().ifPresent(address -> form.network(agent, address));
        return agent;
    }

    private void details(IBaseResource event, AuditEntry entry) {
        detail(event, entry, AuditDetail.TOKEN_ID, TelemedUrls.VIDEO_TOKEN_SYSTEM);
        detail(event, entry, AuditDetail.IDENTITY, TelemedUrls.IDENTITY_SYSTEM);
        detail(event, entry, AuditDetail.ROOM, TelemedUrls.VIDEO_ROOM_SYSTEM);
        detail(event, entry, AuditDetail.STAY, TelemedUrls.VIDEO_STAY_SYSTEM);
    }

    private void detail(IBaseResource event, AuditEntry entry, AuditDetail detail, String system) {
        entry.detail(detail).ifPresent(value -> form.entity(event, system, value));
    }

    private static Optional<ResourceReference> encounter(AuditEntry entry) {
        return entry.encounter().map(id -> new ResourceReference("Encounter", id.value()));
    }
}

package org.telemed.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.attendance.AttendanceLog.Entry;
import org.telemed.core.attendance.AttendanceLog.Kind;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.TelemedUrls;

/** Writes the AuditEvent of a join or leave, with the vendor's time. */
public final class AttendanceEventWriter {
    private final AuditEventForm form;
    private final TelemedAuditEvents events;

    public AttendanceEventWriter(FhirContext context) {
        this.form = new AuditEventForm(context);
        this.events = new TelemedAuditEvents(context);
    }

    /**
     * The AuditEvent, without an id.
     *
     * @param person the person; empty if only their identity at the vendor is known
     * @param sourceObserver this server's FHIR base
     */
    public IBaseResource write(Entry entry, Optional<ResourceReference> person, String sourceObserver) {
        IBaseResource event = form.event(entry.at(), sourceObserver);
        form.type(event, TelemedUrls.EVENT_SYSTEM, TelemedAuditEvents.ATTENDANCE);
        form.subtype(event, TelemedUrls.EVENT_SYSTEM, code(entry.kind()));
        IBase agent = form.agent(event);
        name(event, agent, entry.identity(), person);
        form.policies(agent, encounter(entry), person.stream().toArray(ResourceReference[]::new));
        form.entity(event, encounter(entry));
        form.entity(event, TelemedUrls.VIDEO_ROOM_SYSTEM, entry.room().value());
        form.entity(event, TelemedUrls.VIDEO_STAY_SYSTEM, entry.stay());
        return event;
    }

    /** Whether the event records this entry, for whichever person. */
    public boolean records(IBaseResource event, Entry entry) {
        return events.has(event, TelemedAuditEvents.ATTENDANCE)
                && events.has(event, code(entry.kind()))
                && refersTo(event, TelemedUrls.VIDEO_STAY_SYSTEM, entry.stay())
                && refersTo(
                        event,
                        TelemedUrls.LOCAL_REFERENCE_SYSTEM,
                        encounter(entry).reference());
    }

    private void name(IBaseResource event, IBase agent, String identity, Optional<ResourceReference> person) {
        boolean named = form.alternativeId(agent, identity);
        if (person.isEmpty()) {
            form.refer(agent, "who", TelemedUrls.IDENTITY_SYSTEM, identity);
            return;
        }
        form.localReference(agent, "who", person.get());
        if (!named) {
            form.entity(event, TelemedUrls.IDENTITY_SYSTEM, identity);
        }
    }

    private boolean refersTo(IBaseResource event, String system, String value) {
        return events.identifiers(event, "entity.what", system).anyMatch(value::equals);
    }

    private static ResourceReference encounter(Entry entry) {
        return new ResourceReference("Encounter", entry.encounter().value());
    }

    private static String code(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

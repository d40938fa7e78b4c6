package org.telemed.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.attendance.AttendanceLog.Entry;
import org.telemed.core.attendance.AttendanceLog.Kind;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.RoomId;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/** Writes the AuditEvents of attendance: of a join or leave, with the vendor's time, and that a room has no others. Reads them back. */
public final class AttendanceEventWriter {
    private final AuditEventForm form;
    private final TelemedAuditEvents events;
    private final FhirElements elements;
    private final LocalReferences relative = new LocalReferences(List.of());

    public AttendanceEventWriter(FhirContext context) {
        this.form = new AuditEventForm(context);
        this.events = new TelemedAuditEvents(context);
        this.elements = new FhirElements(context);
    }

    /** The codes of joins and leaves, to search by. */
    public List<String> codes() {
        return Stream.of(Kind.values()).map(AttendanceEventWriter::code).toList();
    }

    /** The entry that an AuditEvent in that partition records; empty for other AuditEvents. */
    public Optional<Entry> read(IBaseResource event, String partition) {
        if (!events.has(event, TelemedAuditEvents.ATTENDANCE)) {
            return Optional.empty();
        }
        Optional<EncounterId> encounter = first(event, "entity.what", TelemedUrls.LOCAL_REFERENCE_SYSTEM)
                .flatMap(relative::read)
                .map(what -> new EncounterId(what.id(), partition));
        Optional<String> room = first(event, "entity.what", TelemedUrls.VIDEO_ROOM_SYSTEM);
        Optional<String> stay = first(event, "entity.what", TelemedUrls.VIDEO_STAY_SYSTEM);
        Optional<String> identity = elements.text(event, "agent.altId")
                .or(() -> first(event, "agent.who", TelemedUrls.IDENTITY_SYSTEM))
                .or(() -> first(event, "entity.what", TelemedUrls.IDENTITY_SYSTEM));
        Kind kind = events.has(event, code(Kind.JOINED)) ? Kind.JOINED : Kind.LEFT;
        return encounter.isEmpty() || room.isEmpty() || stay.isEmpty() || identity.isEmpty()
                ? Optional.empty()
                : elements.text(event, "recorded")
                        .flatMap(AttendanceEventWriter::instant)
                        .map(at -> new Entry(
                                encounter.get(), new RoomId(room.get()), stay.get(), identity.get(), kind, at));
    }

    private Optional<String> first(IBaseResource event, String path, String system) {
        return events.identifiers(event, path, system).findFirst();
    }

    private static Optional<Instant> instant(String recorded) {
        try {
            return Optional.of(OffsetDateTime.parse(recorded).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
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
        form.policies(agent, reference(entry.encounter()), person.stream().toArray(ResourceReference[]::new));
        form.entity(event, reference(entry.encounter()));
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
                        reference(entry.encounter()).reference());
    }

    /** The AuditEvent, without an id, which says that the attendance of a room is complete. */
    public IBaseResource writeComplete(EncounterId encounter, RoomId room, Instant recorded, String sourceObserver) {
        IBaseResource event = form.event(recorded, sourceObserver);
        form.type(event, TelemedUrls.EVENT_SYSTEM, TelemedAuditEvents.ROOM);
        form.subtype(event, TelemedUrls.EVENT_SYSTEM, TelemedAuditEvents.ATTENDANCE_COMPLETE);
        form.policies(form.server(event, sourceObserver), reference(encounter));
        form.entity(event, reference(encounter));
        form.entity(event, TelemedUrls.VIDEO_ROOM_SYSTEM, room.value());
        return event;
    }

    /** Whether the event says that the attendance of that room is complete. */
    public boolean recordsComplete(IBaseResource event, RoomId room) {
        return events.has(event, TelemedAuditEvents.ATTENDANCE_COMPLETE)
                && refersTo(event, TelemedUrls.VIDEO_ROOM_SYSTEM, room.value());
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

    private static ResourceReference reference(EncounterId encounter) {
        return new ResourceReference("Encounter", encounter.value());
    }

    private static String code(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

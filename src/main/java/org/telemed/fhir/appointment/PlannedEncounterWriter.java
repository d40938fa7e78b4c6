package org.telemed.fhir.appointment;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.appointment.AppointmentStatus;
import org.telemed.core.appointment.BookedTimes;
import org.telemed.core.appointment.BookedVisit;
import org.telemed.core.appointment.VisitChange;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.FhirElements;

/** Writes what an Appointment says into a planned Encounter, new or stored. */
public final class PlannedEncounterWriter {
    private static final String SUBJECT = "subject";

    private final FhirContext context;
    private final FhirElements elements;
    private final FhirTerser terser;
    private final LocalReferences references;
    private final ParticipantPlaces places;
    private final AppointmentLink link;

    public PlannedEncounterWriter(FhirContext context, LocalReferences references) {
        this.context = context;
        this.elements = new FhirElements(context);
        this.terser = context.newTerser();
        this.references = references;
        this.places = new ParticipantPlaces(context, references);
        this.link = new AppointmentLink(context, references);
    }

    /** A new Encounter: planned and virtual, with the Appointment's times and actors. */
    public IBaseResource newEncounter(IBaseResource appointment, AppointmentId id, String version, BookedVisit visit) {
        IBaseResource encounter = context.getResourceDefinition("Encounter").newInstance();
        terser.addElement(encounter, "status", "planned");
        addVirtualClass(encounter);
        visit.subject().ifPresent(subject -> setSubject(encounter, subject, appointment));
        setTimes(encounter, visit.times());
        link.add(encounter, id, version);
        visit.actors().forEach(actor -> places.add(encounter, actor, entry(appointment, actor.entry())));
        return encounter;
    }

    /** Applies the difference to that version of the Appointment, and notes the version. */
    public void apply(
            VisitChange change, IBaseResource appointment, AppointmentId id, String version, IBaseResource encounter) {
        change.status().ifPresent(status -> setStatus(encounter, status));
        change.times().ifPresent(times -> setTimes(encounter, times));
        change.subject()
                .filter(subject -> subjectOf(encounter).equals(subject.before()))
                .ifPresent(subject -> {
                    elements.clear(encounter, SUBJECT);
                    subject.now().ifPresent(patient -> setSubject(encounter, patient, appointment));
                });
        change.removed().forEach(actor -> places.remove(encounter, actor));
        change.added().forEach(actor -> places.add(encounter, actor, entry(appointment, actor.entry())));
        link.setVersion(encounter, id, version);
    }

    /** Calls the visit of a deleted Appointment off. */
    public void callOff(AppointmentId deleted, IBaseResource encounter) {
        AppointmentStatus.CALLED_OFF.ofPlannedEncounter().ifPresent(status -> setStatus(encounter, status));
        link.makeLogical(encounter, deleted);
    }

    private void setStatus(IBaseResource encounter, String status) {
        elements.clear(encounter, "status");
        terser.addElement(encounter, "status", status);
    }

    private Optional<ResourceReference> subjectOf(IBaseResource encounter) {
        return elements.text(encounter, "subject.reference").flatMap(references::read);
    }

    /** A Coding before R5, since then a list of CodeableConcepts. */
    private void addVirtualClass(IBaseResource encounter) {
        IBase type = terser.addElement(encounter, "class");
        IBase coding = elements.knows(type, "coding") ? terser.addElement(type, "coding") : type;
        terser.addElement(coding, "system", "http://terminology.hl7.org/CodeSystem/v3-ActCode");
        terser.addElement(coding, "code", "VR");
        terser.addElement(coding, "display", "virtual");
    }

    private void setSubject(IBaseResource encounter, ResourceReference subject, IBaseResource appointment) {
        IBase element = terser.addElement(encounter, SUBJECT);
        terser.addElement(element, "reference", subject.reference());
        elements.at(appointment, "participant.actor")
                .filter(actor -> elements.text(actor, "reference")
                        .flatMap(references::read)
                        .filter(subject::equals)
                        .isPresent())
                .flatMap(actor -> elements.text(actor, "display").stream())
                .findFirst()
                .ifPresent(name -> terser.addElement(element, "display", name));
    }

    private void setTimes(IBaseResource encounter, BookedTimes times) {
        if (elements.knows(encounter, "plannedStartDate")) {
            set(encounter, "plannedStartDate", times.start());
            set(encounter, "plannedEndDate", times.end());
        } else {
            IBase period = elements.at(encounter, "period")
                    .findFirst()
                    .orElseGet(() -> terser.addElement(encounter, "period"));
            set(period, "start", times.start());
            set(period, "end", times.end());
        }
    }

    private void set(IBase parent, String name, Optional<String> value) {
        elements.clear(parent, name);
        value.ifPresent(text -> terser.addElement(parent, name, text));
    }

    private IBase entry(IBaseResource appointment, int index) {
        List<IBase> entries = elements.at(appointment, "participant").toList();
        return entries.get(index);
    }
}

package org.telemed.fhir.appointment;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.appointment.AppointmentStatus;
import org.telemed.core.appointment.BookedActor;
import org.telemed.core.appointment.BookedTimes;
import org.telemed.core.appointment.BookedVisit;
import org.telemed.core.encounter.VisitStart;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.PeriodReader;

/**
 * Reads what an Appointment says of its visit; never fails on invalid content. Actors are people, devices and what stands for
 * them, on this server, unless they declined or are excluded from the appointment.
 */
public final class AppointmentReader {
    private static final String PATIENT = "Patient";
    private static final Set<String> ACTORS =
            Set.of(PATIENT, "Practitioner", "PractitionerRole", "RelatedPerson", "Device", "Group");

    private static final Set<String> TAKES_PART = Set.of("accepted", "tentative", "needs-action");

    /** In R4: who is excluded, because the appointment is about them and not for them. */
    private static final String INFORMATION_ONLY = "information-only";

    private final FhirElements elements;
    private final LocalReferences references;
    private final PeriodReader periods;
    private final ParticipantPlaces places;

    /** @param zone of times without an offset, which FHIR does not allow there */
    public AppointmentReader(FhirContext context, LocalReferences references, ZoneId zone) {
        this.elements = new FhirElements(context);
        this.references = references;
        this.periods = new PeriodReader(elements, zone);
        this.places = new ParticipantPlaces(context, references);
    }

    /** Reads one version. */
    public BookedVisit read(IBaseResource appointment) {
        List<BookedActor> all = actors(appointment);
        Optional<ResourceReference> subject = subject(appointment, all);
        List<BookedActor> listed = places.listSubject()
                ? all
                : all.stream()
                        .filter(actor ->
                                subject.filter(actor.reference()::equals).isEmpty())
                        .toList();
        return new BookedVisit(
                AppointmentStatus.of(elements.text(appointment, "status").orElse(null)),
                times(appointment),
                subject,
                listed);
    }

    private List<BookedActor> actors(IBaseResource appointment) {
        List<IBase> entries = elements.at(appointment, "participant").toList();
        return IntStream.range(0, entries.size())
                .boxed()
                .flatMap(index -> actor(entries.get(index), index))
                .toList();
    }

    private Stream<BookedActor> actor(IBase entry, int index) {
        return takesPart(entry)
                ? elements
                        .text(entry, "actor.reference")
                        .flatMap(references::read)
                        .filter(reference -> ACTORS.contains(reference.type()))
                        .map(reference -> new BookedActor(reference, places.content(reference, entry), index))
                        .stream()
                : Stream.empty();
    }

    /** An entry without a status says nothing against it; one whose status cannot be read does. */
    private boolean takesPart(IBase entry) {
        return elements.written(entry, "status")
                        .filter(status -> !TAKES_PART.contains(status))
                        .isEmpty()
                && elements.text(entry, "required")
                        .filter(INFORMATION_ONLY::equals)
                        .isEmpty();
    }

    /** The Appointment's subject, which R5 has, if they take part; else the first patient. */
    private Optional<ResourceReference> subject(IBaseResource appointment, List<BookedActor> actors) {
        List<ResourceReference> patients = actors.stream()
                .map(BookedActor::reference)
                .filter(actor -> actor.type().equals(PATIENT))
                .toList();
        return elements.text(appointment, "subject.reference")
                .flatMap(references::read)
                .filter(patients::contains)
                .or(() -> patients.stream().findFirst());
    }

    private BookedTimes times(IBaseResource appointment) {
        Optional<String> start = elements.written(appointment, "start");
        Optional<String> end = elements.written(appointment, "end");
        Optional<VisitStart> first = start.map(text -> periods.startOf(text, "Appointment.start"));
        Optional<VisitStart> last = end.map(text -> periods.startOf(text, "Appointment.end"));
        return new BookedTimes(
                start, end, unreadable(first).or(() -> unreadable(last)).or(() -> backward(first, last)));
    }

    private static Optional<String> unreadable(Optional<VisitStart> time) {
        return time.filter(VisitStart.Unreadable.class::isInstance)
                .map(VisitStart.Unreadable.class::cast)
                .map(VisitStart.Unreadable::element);
    }

    private static Optional<String> backward(Optional<VisitStart> first, Optional<VisitStart> last) {
        return instant(first)
                .flatMap(start -> instant(last).filter(end -> end.isBefore(start)))
                .map(end -> "Appointment.end");
    }

    private static Optional<Instant> instant(Optional<VisitStart> time) {
        return time.filter(VisitStart.At.class::isInstance)
                .map(VisitStart.At.class::cast)
                .map(VisitStart.At::instant);
    }
}

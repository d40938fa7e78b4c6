package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.ParticipantEntry;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/**
 * Reads the people of an Encounter: {@code participant.individual} (R4) or {@code participant.actor} (R5), the extension
 * for other participants, and a Patient as {@code subject}.
 */
final class EncounterParticipantReader {
    /** The types that FHIR lists in R4; a host without a check of reference targets stores others too. */
    private static final Set<String> INDIVIDUALS = Set.of("Practitioner", "PractitionerRole", "RelatedPerson");

    /** The same in R5, as far as they are people, devices, or stand for people. */
    private static final Set<String> ACTORS =
            Set.of("Practitioner", "PractitionerRole", "RelatedPerson", "Patient", "Device", "Group");

    private final FhirElements elements;
    private final ReferenceAndPeriodReader entries;

    EncounterParticipantReader(FhirContext context, LocalReferences references, ZoneId zone) {
        this.elements = new FhirElements(context);
        this.entries = new ReferenceAndPeriodReader(context, references, zone);
    }

    /** Everybody whom the Encounter lists, in its order, the subject last. */
    List<Participant> read(IBaseResource encounter) {
        return Stream.of(listed(encounter), otherParticipants(encounter), subject(encounter))
                .flatMap(people -> people)
                .toList();
    }

    /** The same with what the entries say for people: a name and a type of participation. */
    List<ParticipantEntry> entries(IBaseResource encounter) {
        return Stream.of(
                        numbered(
                                elements.at(encounter, "participant"),
                                (entry, index) -> described(
                                        listed(entry, index),
                                        elements.text(entry, "individual.display")
                                                .or(() -> elements.text(entry, "actor.display")),
                                        elements.text(entry, "type.coding.code"))),
                        numbered(
                                others(encounter),
                                (entry, index) -> described(
                                        other(entry, index),
                                        values(entry, "reference")
                                                .flatMap(reference -> elements.text(reference, "display").stream())
                                                .findFirst(),
                                        Optional.empty())),
                        described(subject(encounter), elements.text(encounter, "subject.display"), Optional.empty()))
                .flatMap(people -> people)
                .toList();
    }

    private static Stream<ParticipantEntry> described(
            Stream<Participant> people, Optional<String> display, Optional<String> role) {
        return people.map(person -> new ParticipantEntry(person, display, role));
    }

    private Stream<Participant> listed(IBaseResource encounter) {
        return numbered(elements.at(encounter, "participant"), this::listed);
    }

    private Stream<Participant> listed(IBase entry, int index) {
        return Stream.of(listed(entry, index, "individual", INDIVIDUALS), listed(entry, index, "actor", ACTORS))
                .flatMap(people -> people);
    }

    private Stream<Participant> listed(IBase entry, int index, String element, Set<String> types) {
        return entries.read(
                        elements.at(entry, element),
                        elements.at(entry, "period"),
                        "Encounter.participant[" + index + "].period")
                .filter(participant -> types.contains(participant.reference().type()));
    }

    private Stream<Participant> otherParticipants(IBaseResource encounter) {
        return numbered(others(encounter), this::other);
    }

    private static Stream<? extends IBase> others(IBaseResource encounter) {
        return FhirElements.extensions(encounter, TelemedUrls.OTHER_PARTICIPANTS_EXTENSION)
                .flatMap(list -> FhirElements.extensions(list, TelemedUrls.OTHER_PARTICIPANT_EXTENSION));
    }

    private Stream<Participant> other(IBase entry, int index) {
        return entries.read(
                values(entry, "reference"),
                values(entry, "period"),
                "Encounter.extension(encounter-other-participant)[" + index + "].period");
    }

    private static <T> Stream<T> numbered(
            Stream<? extends IBase> entries, BiFunction<IBase, Integer, Stream<T>> reader) {
        List<? extends IBase> all = entries.toList();
        return IntStream.range(0, all.size()).boxed().flatMap(index -> reader.apply(all.get(index), index));
    }

    /** The values of the extensions; one without a value is returned itself, which no reader accepts as a value. */
    private static Stream<IBase> values(IBase entry, String url) {
        return FhirElements.extensions(entry, url)
                .map(extension -> extension.getValue() == null ? extension : extension.getValue());
    }

    private Stream<Participant> subject(IBaseResource encounter) {
        return entries.read(elements.at(encounter, "subject"), Stream.empty(), "Encounter.subject")
                .filter(person -> person.reference().type().equals("Patient"));
    }
}

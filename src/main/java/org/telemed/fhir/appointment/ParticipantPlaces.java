package org.telemed.fhir.appointment;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseDatatype;
import org.hl7.fhir.instance.model.api.IBaseExtension;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.appointment.BookedActor;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/**
 * Adds actors of an Appointment to an Encounter and removes them: in {@code participant}, or before R5, for types that it
 * does not allow there, in the extension for other participants.
 */
final class ParticipantPlaces {
    private static final Set<String> INDIVIDUALS = Set.of("Practitioner", "PractitionerRole", "RelatedPerson");
    private static final String REFERENCE = "reference";
    private static final String PERIOD = "period";

    private final FhirElements elements;
    private final FhirTerser terser;
    private final LocalReferences references;
    private final boolean isR5;

    ParticipantPlaces(FhirContext context, LocalReferences references) {
        this.elements = new FhirElements(context);
        this.terser = context.newTerser();
        this.references = references;
        this.isR5 = context.getVersion().getVersion().isEqualOrNewerThan(FhirVersionEnum.R5);
    }

    /** R5 lists a patient who takes part among the participants too. */
    boolean listSubject() {
        return isR5;
    }

    /** What an Appointment's entry says besides the person, as far as the Encounter has a place for it. */
    String content(ResourceReference person, IBase entry) {
        return isListed(person)
                ? types(entry) + period(elements.at(entry, PERIOD))
                : period(elements.at(entry, PERIOD));
    }

    private boolean isListed(ResourceReference person) {
        return isR5 || INDIVIDUALS.contains(person.type());
    }

    private String types(IBase entry) {
        return elements.at(entry, "type")
                .map(type -> elements.at(type, "coding")
                                .map(coding -> elements.text(coding, "system").orElse("") + "|"
                                        + elements.text(coding, "code").orElse(""))
                                .collect(Collectors.joining(","))
                        + "|"
                        + elements.text(type, "text").orElse(""))
                .collect(Collectors.joining(";", "", ";"));
    }

    private String period(Stream<IBase> found) {
        return found.map(period -> elements.written(period, "start").orElse("") + "/"
                        + elements.written(period, "end").orElse(""))
                .collect(Collectors.joining(";"));
    }

    /** Adds that person, unless the Encounter lists them already. */
    void add(IBaseResource encounter, BookedActor actor, IBase booked) {
        if (isListed(actor.reference())) {
            if (listed(encounter, actor.reference()).isEmpty()) {
                addListed(encounter, actor, booked);
            }
        } else if (others(encounter)
                .flatMap(list -> FhirElements.extensions(list, TelemedUrls.OTHER_PARTICIPANT_EXTENSION))
                .noneMatch(entry -> isOther(entry, actor.reference()))) {
            addOther(encounter, actor, booked);
        }
    }

    private void addListed(IBaseResource encounter, BookedActor actor, IBase booked) {
        IBase entry = terser.addElement(encounter, "participant");
        elements.at(booked, "type").forEach(type -> terser.cloneInto(type, terser.addElement(entry, "type"), true));
        elements.copy(booked, PERIOD, entry);
        IBase reference = terser.addElement(entry, isR5 ? "actor" : "individual");
        terser.addElement(reference, REFERENCE, actor.reference().reference());
        elements.text(booked, "actor.display").ifPresent(name -> terser.addElement(reference, "display", name));
    }

    private void addOther(IBaseResource encounter, BookedActor actor, IBase booked) {
        IBaseHasExtensions list = others(encounter)
                .<IBaseHasExtensions>map(IBaseHasExtensions.class::cast)
                .findFirst()
                .orElseGet(() -> (IBaseHasExtensions)
                        extension((IBaseHasExtensions) encounter, TelemedUrls.OTHER_PARTICIPANTS_EXTENSION));
        IBaseHasExtensions entry = (IBaseHasExtensions) extension(list, TelemedUrls.OTHER_PARTICIPANT_EXTENSION);
        elements.at(booked, PERIOD)
                .forEach(period -> extension(entry, PERIOD).setValue((IBaseDatatype) elements.copyOf(period)));
        IBase reference =
                elements.copyOf(elements.at(booked, "actor").findFirst().orElseThrow());
        elements.clear(reference, "identifier");
        elements.clear(reference, REFERENCE);
        terser.addElement(reference, REFERENCE, actor.reference().reference());
        extension(entry, REFERENCE).setValue((IBaseDatatype) reference);
    }

    private static IBaseExtension<?, ?> extension(IBaseHasExtensions parent, String url) {
        IBaseExtension<?, ?> extension = parent.addExtension();
        extension.setUrl(url);
        return extension;
    }

    /**
     * Removes what the Appointment had put there. If nothing there says the same any more, somebody has changed it: then all
     * entries of that person go, for they take part no longer.
     */
    void remove(IBaseResource encounter, BookedActor actor) {
        ResourceReference person = actor.reference();
        List<IBase> listed = elements.list(encounter, "participant");
        listed.removeIf(toRemove(
                listed,
                entry -> isListed(entry, person),
                entry -> content(person, entry).equals(actor.content())));
        others(encounter).forEach(list -> {
            Predicate<IBase> gone = toRemove(
                    FhirElements.extensions(list, TelemedUrls.OTHER_PARTICIPANT_EXTENSION)
                            .toList(),
                    entry -> isOther(entry, person),
                    entry -> period(value(entry, PERIOD)).equals(actor.content()));
            list.getExtension().removeIf(entry -> entry instanceof IBase child && gone.test(child));
        });
        ((IBaseHasExtensions) encounter)
                .getExtension()
                .removeIf(list -> TelemedUrls.OTHER_PARTICIPANTS_EXTENSION.equals(list.getUrl())
                        && list.getExtension().isEmpty());
    }

    private static Predicate<IBase> toRemove(
            List<? extends IBase> entries, Predicate<IBase> isOfPerson, Predicate<IBase> saysTheSame) {
        Optional<IBase> same = entries.stream()
                .<IBase>map(entry -> entry)
                .filter(isOfPerson.and(saysTheSame))
                .findFirst();
        return same.<Predicate<IBase>>map(found -> entry -> entry == found).orElse(isOfPerson);
    }

    private static Stream<IBaseExtension<?, ?>> others(IBaseResource encounter) {
        return FhirElements.extensions(encounter, TelemedUrls.OTHER_PARTICIPANTS_EXTENSION);
    }

    private List<IBase> listed(IBaseResource encounter, ResourceReference person) {
        return elements.at(encounter, "participant")
                .filter(entry -> isListed(entry, person))
                .toList();
    }

    private boolean isListed(IBase entry, ResourceReference person) {
        return elements.text(entry, isR5 ? "actor.reference" : "individual.reference")
                .flatMap(references::read)
                .filter(person::equals)
                .isPresent();
    }

    private boolean isOther(IBase entry, ResourceReference person) {
        return value(entry, REFERENCE)
                .flatMap(reference -> elements.text(reference, REFERENCE).stream())
                .anyMatch(text -> references.read(text).filter(person::equals).isPresent());
    }

    private static Stream<IBase> value(IBase entry, String url) {
        return FhirElements.extensions(entry, url).flatMap(extension -> Stream.ofNullable(extension.getValue()));
    }
}

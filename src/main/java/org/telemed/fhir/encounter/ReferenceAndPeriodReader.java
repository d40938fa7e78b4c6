package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.PeriodReader;

/** Reads an entry that lists a person: the reference and its period. */
final class ReferenceAndPeriodReader {
    private final FhirElements elements;
    private final LocalReferences references;
    private final PeriodReader periods;

    ReferenceAndPeriodReader(FhirContext context, LocalReferences references, ZoneId zone) {
        this.elements = new FhirElements(context);
        this.references = references;
        this.periods = new PeriodReader(elements, zone);
    }

    /**
     * The person that an entry refers to.
     *
     * @param reference the elements with the reference
     * @param period the elements with the period
     * @param path of the period, for messages
     * @return nothing for a reference that is not local or not clear: wrong types, two references
     */
    Stream<Participant> read(Stream<IBase> reference, Stream<IBase> period, String path) {
        return person(reference.toList())
                .map(person -> new Participant(person, periods.read(period.toList(), path)))
                .stream();
    }

    private Optional<ResourceReference> person(List<IBase> found) {
        return found.size() == 1 && found.get(0) instanceof IBaseReference
                ? references.read(elements.text(found.get(0), "reference").orElse(null))
                : Optional.empty();
    }
}

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
import org.telemed.core.membership.Profile;
import org.telemed.fhir.element.Elements;
import org.telemed.fhir.element.Periods;

/** Reads entries of a list of people: a reference each, and the period for which it holds. */
final class Entries {
    private final Elements elements;
    private final LocalReferences references;
    private final Periods periods;

    Entries(FhirContext context, LocalReferences references, ZoneId zone) {
        this.elements = new Elements(context);
        this.references = references;
        this.periods = new Periods(elements, zone);
    }

    /**
     * The person that an entry names.
     *
     * @param reference what stands in the entry's place for the reference
     * @param period what stands in its place for the period
     * @param path of the period's place
     * @return nothing for whatever names nobody here or is not clear: wrong types, two references
     */
    Stream<Participant> read(Stream<IBase> reference, Stream<IBase> period, String path) {
        return profile(reference.toList())
                .map(profile -> new Participant(profile, periods.read(period.toList(), path)))
                .stream();
    }

    private Optional<Profile> profile(List<IBase> found) {
        return found.size() == 1 && found.get(0) instanceof IBaseReference
                ? references.read(elements.text(found.get(0), "reference").orElse(null))
                : Optional.empty();
    }
}

package org.telemed.fhir.guest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.FhirElements;

/** Writes entries of {@code Encounter.participant} in every FHIR version. */
public final class GuestParticipantWriter {
    /** The system of a guest's role. */
    public static final String PARTICIPANT_TYPE = "http://terminology.hl7.org/CodeSystem/participant-type";

    private final FhirElements elements;
    private final FhirTerser terser;
    private final LocalReferences references;

    public GuestParticipantWriter(FhirContext context, LocalReferences references) {
        this.elements = new FhirElements(context);
        this.terser = context.newTerser();
        this.references = references;
    }

    /**
     * A coding of {@link #PARTICIPANT_TYPE}.
     *
     * @param display that belongs to the code
     */
    public record Role(String code, String display) {}

    /** Adds an entry behind the others. */
    public void add(
            IBaseResource encounter, ResourceReference person, Optional<Role> role, Optional<String> display) {
        IBase entry = terser.addElement(encounter, "participant");
        role.ifPresent(given -> addRole(entry, given));
        String who = elements.knows(entry, "actor") ? "actor" : "individual";
        terser.addElement(entry, who + ".reference", person.reference());
        display.ifPresent(name -> terser.setElement(entry, who + ".display", name));
    }

    /**
     * Adds the role to the first entry that lists the person, unless one has it.
     *
     * @return false if no entry lists the person
     */
    public boolean giveRole(IBaseResource encounter, ResourceReference person, Role role) {
        var entries = elements.at(encounter, "participant")
                .filter(entry -> lists(entry, person))
                .toList();
        if (!entries.isEmpty() && entries.stream().noneMatch(entry -> has(entry, role))) {
            addRole(entries.get(0), role);
        }
        return !entries.isEmpty();
    }

    private boolean lists(IBase entry, ResourceReference person) {
        return elements.text(entry, "individual.reference")
                .or(() -> elements.text(entry, "actor.reference"))
                .flatMap(references::read)
                .filter(person::equals)
                .isPresent();
    }

    private boolean has(IBase entry, Role role) {
        return elements.at(entry, "type.coding")
                .anyMatch(coding -> elements.text(coding, "system")
                                .filter(PARTICIPANT_TYPE::equals)
                                .isPresent()
                        && elements.text(coding, "code").filter(role.code()::equals).isPresent());
    }

    private void addRole(IBase entry, Role role) {
        IBase coding = terser.addElement(terser.addElement(entry, "type"), "coding");
        terser.addElement(coding, "system", PARTICIPANT_TYPE);
        terser.addElement(coding, "code", role.code());
        terser.addElement(coding, "display", role.display());
    }
}

package org.telemed.fhir.guest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.membership.ResourceReference;

/** Writes the RelatedPerson of a guest who has no resource yet. */
public final class RelatedPersonWriter {
    private final FhirContext context;

    public RelatedPersonWriter(FhirContext context) {
        this.context = context;
    }

    /**
     * The RelatedPerson, without an id.
     *
     * @param name as it was typed; nobody knows which part of it is the family's
     */
    public IBaseResource write(ResourceReference patient, String name) {
        IBaseResource person = context.getResourceDefinition("RelatedPerson").newInstance();
        FhirTerser terser = context.newTerser();
        terser.addElement(person, "active", "true");
        terser.addElement(person, "patient.reference", patient.reference());
        terser.addElement(person, "name.text", name);
        return person;
    }
}

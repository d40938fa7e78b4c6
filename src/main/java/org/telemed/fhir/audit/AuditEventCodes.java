package org.telemed.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.fhir.element.FhirElements;

/** Adds codings to AuditEvents, and tells those of R5, which has its codes in other elements. */
final class AuditEventCodes {
    private final FhirTerser terser;
    private final FhirElements elements;

    AuditEventCodes(FhirContext context) {
        this.terser = context.newTerser();
        this.elements = new FhirElements(context);
    }

    boolean isR5(IBaseResource event) {
        return elements.knows(event, "category");
    }

    void add(IBase parent, String path, String system, String code) {
        IBase coding = terser.addElement(parent, path);
        terser.addElement(coding, "system", system);
        terser.addElement(coding, "code", code);
    }
}

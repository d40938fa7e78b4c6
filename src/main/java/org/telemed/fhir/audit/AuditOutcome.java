package org.telemed.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.fhir.element.FhirElements;

/** Writes the outcome of an AuditEvent, which R5 has as codes and R4 as a digit and a text. */
final class AuditOutcome {
    private static final String SEVERITY = "http://hl7.org/fhir/issue-severity";

    private final FhirTerser terser;
    private final FhirElements elements;

    AuditOutcome(FhirContext context) {
        this.terser = context.newTerser();
        this.elements = new FhirElements(context);
    }

    void success(IBaseResource event) {
        elements.clear(event, "outcome");
        if (isR5(event)) {
            code(event, "outcome.code", SEVERITY, "success");
        } else {
            terser.addElement(event, "outcome", "0");
        }
    }

    /** Says that what was asked for was refused, by a code (R5: outcome.detail). */
    void refusal(IBaseResource event, String system, String reason) {
        if (isR5(event)) {
            elements.clear(event, "outcome");
            code(event, "outcome.code", SEVERITY, "error");
            code(event, "outcome.detail.coding", system, reason);
        } else {
            terser.setElement(event, "outcome", "4");
            terser.addElement(event, "outcomeDesc", reason);
        }
    }

    /** Adds what came of it, as text. */
    void text(IBaseResource event, String text) {
        terser.addElement(event, isR5(event) ? "outcome.detail.text" : "outcomeDesc", text);
    }

    private boolean isR5(IBaseResource event) {
        return elements.knows(event, "category");
    }

    private void code(IBase parent, String path, String system, String code) {
        IBase coding = terser.addElement(parent, path);
        terser.addElement(coding, "system", system);
        terser.addElement(coding, "code", code);
    }
}

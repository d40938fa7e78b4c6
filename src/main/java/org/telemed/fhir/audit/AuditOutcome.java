package org.telemed.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.fhir.element.FhirElements;

/** Writes the outcome of an AuditEvent, which R5 has as codes and R4 as a digit and a text. */
final class AuditOutcome {
    private static final String SEVERITY = "http://hl7.org/fhir/issue-severity";

    private final FhirTerser terser;
    private final FhirElements elements;
    private final AuditEventCodes codes;

    AuditOutcome(FhirContext context) {
        this.terser = context.newTerser();
        this.elements = new FhirElements(context);
        this.codes = new AuditEventCodes(context);
    }

    void success(IBaseResource event) {
        elements.clear(event, "outcome");
        if (codes.isR5(event)) {
            codes.add(event, "outcome.code", SEVERITY, "success");
        } else {
            terser.addElement(event, "outcome", "0");
        }
    }

    /** Says that what was asked for was refused, by a code (R5: outcome.detail). */
    void refusal(IBaseResource event, String system, String reason) {
        if (codes.isR5(event)) {
            elements.clear(event, "outcome");
            codes.add(event, "outcome.code", SEVERITY, "error");
            codes.add(event, "outcome.detail.coding", system, reason);
        } else {
            terser.setElement(event, "outcome", "4");
            terser.addElement(event, "outcomeDesc", reason);
        }
    }

    /** Adds what came of it, as text. */
    void text(IBaseResource event, String text) {
        terser.addElement(event, codes.isR5(event) ? "outcome.detail.text" : "outcomeDesc", text);
    }
}

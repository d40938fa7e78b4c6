package org.telemed.fhir.outcome;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import ca.uhn.fhir.util.OperationOutcomeUtil;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.element.TelemedUrls;

/** Builds OperationOutcomes with our error codes. */
public final class Outcomes {
    private final FhirContext context;

    public Outcomes(FhirContext context) {
        this.context = context;
    }

    /** Whether it is not null and has a code of ours. */
    public boolean isOurs(@Nullable IBaseOperationOutcome outcome) {
        return outcome != null && hasTelemedCode(outcome);
    }

    /** Whether it has a code of ours. */
    public boolean hasTelemedCode(IBaseOperationOutcome outcome) {
        return context
                .newTerser()
                .getValues(outcome, "OperationOutcome.issue.details.coding.system", IPrimitiveType.class)
                .stream()
                .anyMatch(system -> TelemedUrls.ERROR_SYSTEM.equals(system.getValueAsString()));
    }

    /**
     * An error, with its text in {@code details.text} and {@code diagnostics}, because clients read one or the other.
     *
     * @param issueCode a code of http://hl7.org/fhir/issue-type
     * @param telemedCode our own code for the case
     * @param text for people: what is wrong and what to do next
     */
    public IBaseOperationOutcome error(String issueCode, String telemedCode, String text) {
        FhirTerser terser = context.newTerser();
        IBaseOperationOutcome outcome = OperationOutcomeUtil.newInstance(context);
        IBase issue = issue(outcome, "error", issueCode, text);
        terser.addElement(issue, "details.coding.system", TelemedUrls.ERROR_SYSTEM);
        terser.addElement(issue, "details.coding.code", telemedCode);
        return outcome;
    }

    /** An outcome of severity information. */
    public IBaseOperationOutcome information(String text) {
        IBaseOperationOutcome outcome = OperationOutcomeUtil.newInstance(context);
        issue(outcome, "information", "informational", text);
        return outcome;
    }

    private IBase issue(IBaseOperationOutcome outcome, String severity, String code, String text) {
        FhirTerser terser = context.newTerser();
        IBase issue = terser.addElement(outcome, "issue");
        terser.addElement(issue, "severity", severity);
        terser.addElement(issue, "code", code);
        terser.addElement(issue, "details.text", text);
        terser.addElement(issue, "diagnostics", text);
        return issue;
    }
}

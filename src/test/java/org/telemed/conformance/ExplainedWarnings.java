package org.telemed.conformance;

import java.util.regex.Pattern;

/** Warnings about answers and records that are as they should be. There is no error among them. */
enum ExplainedWarnings {
    NO_NARRATIVE(
            "Apps read these, and an app that shows one to a person shows more than it says.",
            "warning at (AuditEvent|CapabilityStatement|Encounter|OperationOutcome): Constraint failed: dom-6: "
                    + "'A resource should have narrative for robust management'.*"),
    ATTENDANCE(
            "The list of types is extensible, and has none for coming into a room, leaving it, or what the server does to it.",
            "warning at AuditEvent\\.type: The Coding provided \\(" + ours("(attendance|room)")
                    + "\\) was not found in the value set 'Audit Event ID'.*"),
    WHAT_WAS_DONE(
            "The list of subtypes is extensible, and has none for a token, none for coming and leaving, none for rooms and none for records.",
            "warning at AuditEvent\\.subtype\\[[01]]: The Coding provided \\("
                    + ours(
                            "(token-[a-z]+|joined|left|room-[a-z]+|participant-ejected|callback-refused|sweep-repair|end-refused|record-[a-z]+)")
                    + "\\) was not found in the value set 'Audit Event Sub-Type'.*"),
    CODE_OF_BALP(
            "IHE BALP has a code of its own for a request's id, and the list of entity types is extensible.",
            "warning at AuditEvent\\.entity\\[\\d+]\\.type: (CodeSystem is unknown and can't be validated: |The Coding provided \\()"
                    + "https://profiles\\.ihe\\.net/ITI/BALP/CodeSystem/BasicAuditEntityType.*"),
    CODES_OF_DICOM(
            "BALP's codes for the parties are DICOM's, which no package holds.",
            "warning at AuditEvent\\.agent\\[\\d+]\\.type: .*http://dicom\\.nema\\.org/resources/ontology/DCM.*"),
    NOT_IN_HAPIS_R5(
            "HAPI's package of R5 lacks this code system, which R4's has.",
            "warning at CapabilityStatement\\.rest\\[0]\\.security\\.service\\[0]: (CodeSystem is unknown and can't be validated"
                    + ": http://terminology\\.hl7\\.org/CodeSystem/restful-security-service for .*"
                    + "|None of the codings provided are in the value set 'Restful Security Service'.*)"),
    NOT_IN_HAPIS_R4B(
            "HAPI's package of R4B lacks this example list of texts, which R4 and R5 have.",
            "warning at OperationOutcome\\.issue\\[0]\\.details: "
                    + "ValueSet 'http://hl7\\.org/fhir/ValueSet/operation-outcome' not found");

    private final String reason;
    private final Pattern warning;

    ExplainedWarnings(String reason, String warning) {
        this.reason = reason;
        this.warning = Pattern.compile(warning, Pattern.DOTALL);
    }

    /** Whether there is a reason for what the validator found. */
    static boolean cover(String finding) {
        for (ExplainedWarnings explained : values()) {
            if (explained.warning.matcher(finding).matches()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return reason;
    }

    private static String ours(String code) {
        return "https://hapi-fhir-telemed\\.org/fhir/CodeSystem/telemed-event#" + code;
    }
}

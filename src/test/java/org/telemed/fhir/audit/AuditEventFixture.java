package org.telemed.fhir.audit;

import org.telemed.fhir.FhirRelease;

/** An AuditEvent, written down as R4 has it. */
record AuditEventFixture(String r4) {
    /** As it comes out in that version. */
    String encodedIn(FhirRelease release) {
        return release.encode(release.parse(in(release)));
    }

    /** In that version: R5 has codes, outcome and address in other elements, and entities without a type. */
    String in(FhirRelease release) {
        return release.isR5()
                ? r4.replaceFirst("\"type\":(\\{\"system\"[^}]*})", "\"category\":[{\"coding\":[$1]}]")
                        .replaceFirst("(?s)\"subtype\":(\\[.*?])", "\"code\":{\"coding\":$1}")
                        .replace(
                                "\"outcome\":\"0\"",
                                "\"outcome\":{\"code\":{\"system\":"
                                        + "\"http://hl7.org/fhir/issue-severity\",\"code\":\"success\"}}")
                        .replaceAll("\"network\":\\{\"address\":(\"[^\"]*\")[^}]*}", "\"networkString\":$1")
                        .replaceAll(",\\s*\"type\":\\{\"system\":\"[^\"]*/audit-entity-type\"[^}]*}", "")
                        .replaceAll("\"role\":(\\{[^}]*})", "\"role\":{\"coding\":[$1]}")
                : r4;
    }
}

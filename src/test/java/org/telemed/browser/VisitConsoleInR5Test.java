package org.telemed.browser;

import org.telemed.fhir.FhirRelease;

/** The flows that read and write what differs in R5. */
class VisitConsoleInR5Test extends ChromiumTest implements VisitConsoleFlows {

    VisitConsoleInR5Test() {
        super(FhirRelease.R5);
    }
}

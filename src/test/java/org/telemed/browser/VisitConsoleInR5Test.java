package org.telemed.browser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.telemed.acceptance.DemoHostTest;
import org.telemed.fhir.FhirRelease;

/** The flows that read and write what differs in R5. */
@RequiresChromium
class VisitConsoleInR5Test extends DemoHostTest implements VisitConsoleFlows {

    private Chromium chromium;

    VisitConsoleInR5Test() {
        super(FhirRelease.R5);
    }

    @BeforeAll
    void start_browser() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stop_browser() {
        chromium.close();
    }

    @Override
    public Chromium chromium() {
        return chromium;
    }
}

package org.telemed.browser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.telemed.acceptance.DemoHostTest;
import org.telemed.fhir.FhirRelease;

/** Starts the demo and one Chromium for a class; each test has windows of its own. */
@RequiresChromium
@ExtendWith(PhotographFailures.class)
abstract class ChromiumTest extends DemoHostTest implements PhotographFailures.WithChromium {

    private Chromium chromium;

    ChromiumTest(FhirRelease release) {
        super(release);
    }

    @BeforeAll
    void start_browser() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stop_browser() {
        chromium.close();
    }

    @AfterEach
    void nobody_is_left_in_a_call() {
        chromium.closeWindows();
    }

    @Override
    public Chromium chromium() {
        return chromium;
    }

    /** The console in a window of its own. */
    VisitConsole console() {
        return new VisitConsole(chromium.newWindow(), root());
    }

    String root() {
        return host().http().root();
    }
}

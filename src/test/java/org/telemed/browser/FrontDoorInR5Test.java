package org.telemed.browser;

import java.util.stream.Stream;
import org.telemed.fhir.FhirRelease;

/** The flows that read and write what differs in R5. */
class FrontDoorInR5Test extends ChromiumTest implements FrontDoorFlows {

    FrontDoorInR5Test() {
        super(FhirRelease.R5);
    }

    @Override
    protected Stream<String> settings() {
        return Stream.of("telemed.waiting-room.enabled=true");
    }
}

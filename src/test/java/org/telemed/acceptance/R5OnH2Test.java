package org.telemed.acceptance;

import org.junit.jupiter.api.extension.ExtendWith;
import org.telemed.fhir.FhirRelease;

/** The demo in R5: what the server's own rules and records make of R5. All of R5 is tested in {@link StarterHostInR5Test}. */
@ExtendWith(SuiteLog.class)
class R5OnH2Test extends DemoHostTest
        implements HostTopics,
                ValidAnswers,
                TokenHoldersAreRecordedInside,
                MaskedByConsent,
                DefinitionsAreStored,
                RightsInTheZapehrApi,
                RightsAtTheDoor,
                DefinitionsAreServed,
                TheR5Way {

    R5OnH2Test() {
        super(FhirRelease.R5);
    }
}

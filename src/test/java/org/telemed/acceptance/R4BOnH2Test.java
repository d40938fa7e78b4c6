package org.telemed.acceptance;

import org.telemed.attacks.ResultParameters;
import org.telemed.fhir.FhirRelease;

/** The demo in R4B, which differs from R4 in nothing that matters here: its main flow. */
class R4BOnH2Test extends DemoHostTest
        implements CreatingARoom,
                UpdatingWithARoom,
                GettingAToken,
                WhoGetsAToken,
                StatusOfAVisit,
                StatusAsAStream,
                RoomIsServerOwned,
                WaitingRoomIsServerOwned,
                WaitingToBeAdmitted,
                AskingForAWaitingRoom,
                RightsOfTheHost,
                ValidAnswers,
                DefinitionsAreServed,
                ResultParameters {

    R4BOnH2Test() {
        super(FhirRelease.R4B);
    }
}

package org.telemed.attacks;

import org.junit.jupiter.api.extension.ExtendWith;
import org.telemed.acceptance.DemoHostTest;
import org.telemed.fhir.FhirRelease;

/** The same attacks on the demo in R5. */
@ExtendWith(AttackLog.class)
class AttacksInR5Test extends DemoHostTest implements EveryAttack {

    AttacksInR5Test() {
        super(FhirRelease.R5);
    }
}

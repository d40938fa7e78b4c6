package org.telemed.attacks;

import org.telemed.acceptance.Acceptance;

/** All attacks on the standalone server. Each was seen to succeed with its defence removed. */
public interface EveryAttack extends Acceptance, OddRequests {}

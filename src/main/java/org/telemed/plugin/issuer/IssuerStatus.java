package org.telemed.plugin.issuer;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of the issuer's keys, for health and metrics.
 *
 * @param keysKnown whether the keys were ever fetched, so that tokens can be verified
 * @param fetched when the keys in use were fetched
 * @param problem the failure of the last fetch; empty if it succeeded
 */
public record IssuerStatus(boolean keysKnown, Optional<Instant> fetched, Optional<String> problem) {}

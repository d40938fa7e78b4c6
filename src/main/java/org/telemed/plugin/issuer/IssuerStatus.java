package org.telemed.plugin.issuer;

import java.time.Instant;
import java.util.Optional;

/**
 * What an operator may know of the issuer of access tokens.
 *
 * @param keysKnown whether its keys were ever fetched, so that somebody can log in
 * @param fetched when the keys in use were
 * @param problem why the last fetch failed; empty if it did not
 */
public record IssuerStatus(boolean keysKnown, Optional<Instant> fetched, Optional<String> problem) {}

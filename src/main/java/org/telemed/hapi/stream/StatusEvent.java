package org.telemed.hapi.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * What a stream would say now.
 *
 * @param json in one line
 * @param isLast whether nothing follows
 * @param changesAt when to ask again although nothing is known to have changed; empty if not for that
 */
public record StatusEvent(String json, boolean isLast, Optional<Instant> changesAt) {}

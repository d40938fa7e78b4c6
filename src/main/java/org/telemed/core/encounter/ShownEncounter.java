package org.telemed.core.encounter;

import java.util.List;
import java.util.function.Supplier;
import org.telemed.core.membership.ParticipantEntry;

/**
 * An Encounter that a caller may read.
 *
 * @param unmasked the current version, by which the server decides
 * @param visibleEntries the participants that the host shows to the caller, which may be fewer; read when asked for
 */
public record ShownEncounter(TelemedEncounter unmasked, Supplier<List<ParticipantEntry>> visibleEntries) {}

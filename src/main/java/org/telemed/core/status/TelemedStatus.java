package org.telemed.core.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer of {@code $telemed-status} to one caller.
 *
 * @param state the caller's; empty for a caller who is no participant but may update the Encounter
 * @param from when a caller who is too early may join, if that is known
 * @param moderator whether the caller moderates the visit
 * @param people everybody in the visit; empty unless the caller may see them
 * @param isLast whether nothing follows: the visit is over, or the caller's part in it
 * @param changesAt when it may change although nobody changes anything; empty if it will not
 */
public record TelemedStatus(
        Optional<ParticipantState> state,
        Optional<Instant> from,
        RoomState room,
        boolean moderator,
        List<PersonStatus> people,
        boolean isLast,
        Optional<Instant> changesAt) {}

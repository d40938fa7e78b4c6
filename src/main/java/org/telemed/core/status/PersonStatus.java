package org.telemed.core.status;

import java.time.Instant;
import java.util.Optional;
import org.telemed.core.membership.ResourceReference;

/**
 * The status of one person in a visit, for those who run it.
 *
 * @param display the name that the Encounter gives them
 * @param role the code of their type of participation
 * @param since when they joined the call, while they are in it; when they arrived, while they wait; empty for somebody who
 *     has to be admitted and has not come yet
 * @param lastSeen when they left the call, as far as this node knows; when they asked last, while they wait; empty while
 *     they are in the call
 * @param isGuest whether they come by the link of an invitation
 */
public record PersonStatus(
        ResourceReference person,
        Optional<String> display,
        Optional<String> role,
        ParticipantState state,
        Optional<Instant> since,
        Optional<Instant> lastSeen,
        boolean isGuest) {}

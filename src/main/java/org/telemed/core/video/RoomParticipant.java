package org.telemed.core.video;

import java.time.Instant;
import java.util.Optional;

/**
 * One stay of a participant in a room, as the vendor describes it. A person who leaves and rejoins has two.
 *
 * @param id the vendor's id of this stay
 * @param identity the participant's identity at the vendor
 * @param connected whether they are in the room now
 * @param joinedAt by the vendor's clock
 * @param leftAt by the vendor's clock; empty while connected
 */
public record RoomParticipant(
        String id, String identity, boolean connected, Instant joinedAt, Optional<Instant> leftAt) {}

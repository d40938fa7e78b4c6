package org.telemed.core.membership;

import java.util.Optional;

/**
 * A participant entry of an Encounter, as people read it.
 *
 * @param display the name that the entry gives
 * @param role the code of the type of participation
 */
public record ParticipantEntry(Participant participant, Optional<String> display, Optional<String> role) {}

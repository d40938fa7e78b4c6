package org.telemed.core.create;

import java.util.Optional;

/**
 * What a request asks for beside the Encounter.
 *
 * @param maxParticipants the most participants in a new room; empty for what the Encounter says, else the setting
 * @param waitingRoom whether participants wait until they are admitted; empty leaves what the Encounter says
 */
public record CreateOptions(Optional<Integer> maxParticipants, Optional<Boolean> waitingRoom) {
    public static final CreateOptions NONE = new CreateOptions(Optional.empty(), Optional.empty());
}

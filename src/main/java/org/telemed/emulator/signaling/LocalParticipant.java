package org.telemed.emulator.signaling;

import java.util.List;

/**
 * What a participant says of itself.
 *
 * @param revision grows with each change
 */
record LocalParticipant(int revision, List<LocalTrack> tracks) {}

package org.telemed.plugin.lifecycle;

import org.telemed.core.room.RoomNaming;
import org.telemed.core.status.RoomPresence;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.watch.EncounterWatch;
import org.telemed.hapi.stream.EncounterCommitInterceptor;

/**
 * The components of the streams of {@code $telemed-status}.
 *
 * @param watch checks the open streams
 * @param presence knows who is in a room
 * @param encounterCommits the interceptor for changes of Encounters
 */
public record VisitStatus(
        EncounterWatch watch, RoomPresence presence, RoomNaming naming, EncounterCommitInterceptor encounterCommits) {
    /** Handles a room event whose signature was checked. */
    public void received(RoomEvent event) {
        presence.received(event);
        naming.encounterNamed(event.roomName()).ifPresent(watch::changed);
    }
}

package org.telemed.core.room;

import java.time.Duration;
import java.util.Optional;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterRegister;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.participant.AttendanceLog;
import org.telemed.core.participant.AttendanceLog.Kind;
import org.telemed.core.video.RoomEvent;

/** Takes the vendor's reports: keeps who came and went, and has the room looked at. */
public final class RoomReports {
    /** However many reports come, an Encounter is looked at no more often because of them. */
    private static final Duration GAP = Duration.ofSeconds(1);

    private final RoomNaming naming;
    private final EncounterRegister encounters;
    private final RoomLiveness liveness;
    private final AttendanceLog log;
    private final RoomAttendance attendance;
    private final RoomHints hints;

    public RoomReports(
            RoomNaming naming,
            EncounterRegister encounters,
            RoomLiveness liveness,
            AttendanceLog log,
            RoomAttendance attendance,
            RoomHints hints) {
        this.naming = naming;
        this.encounters = encounters;
        this.liveness = liveness;
        this.log = log;
        this.attendance = attendance;
        this.hints = hints;
    }

    /** Takes one report, whose signature was checked. One about a room that nobody here knows is dropped. */
    public void received(RoomEvent event) {
        Optional<EncounterId> encounter = naming.encounterNamed(event.roomName())
                .filter(id -> !(encounters.state(id) instanceof EncounterState.Absent));
        encounter.ifPresent(id -> {
            hints.lookAt(id, GAP);
            note(id, event);
        });
    }

    private void note(EncounterId id, RoomEvent event) {
        switch (event.kind()) {
            case JOINED -> keep(id, event, Kind.JOINED);
            case LEFT -> keep(id, event, Kind.LEFT);
            case ROOM_ENDED -> ended(id, event);
            case ROOM_CREATED -> {
                // the look is all that it is good for
            }
        }
    }

    private void keep(EncounterId id, RoomEvent event, Kind kind) {
        event.stay()
                .ifPresent(stay -> log.keep(
                        new AttendanceLog.Entry(id, event.room(), stay.id(), stay.identity(), kind, event.at())));
    }

    private void ended(EncounterId id, RoomEvent event) {
        liveness.ended(event.room());
        hints.later("ended " + event.room(), () -> attendance.fillIn(id, event.room()));
    }
}

package org.telemed.core.reconcile;

import java.time.Duration;
import org.telemed.core.attendance.AttendanceBackfill;
import org.telemed.core.attendance.AttendanceLog;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.EncounterStates;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.RoomEvent.Kind;
import org.telemed.core.video.RoomId;

/** Takes the vendor's reports: keeps who came and went, and has the room looked at. */
public final class RoomEventHandler {
    /** However many reports come, an Encounter is looked at no more often because of them. */
    private static final Duration GAP = Duration.ofSeconds(1);

    /** The vendor reports a room before whoever opened it has put it on its Encounter; a look at once would find nothing. */
    private static final Duration HEAD_START = Duration.ofSeconds(1);

    /** When a room ends, each stay's end is reported too, maybe to another node; what is filled in then is what was lost. */
    private static final Duration LAST_REPORTS = Duration.ofSeconds(2);

    private final RoomNaming naming;
    private final EncounterStates encounters;
    private final RoomLiveness liveness;
    private final AttendanceLog log;
    private final AttendanceBackfill attendance;
    private final ReconcileTrigger hints;

    public RoomEventHandler(
            RoomNaming naming,
            EncounterStates encounters,
            RoomLiveness liveness,
            AttendanceLog log,
            AttendanceBackfill attendance,
            ReconcileTrigger hints) {
        this.naming = naming;
        this.encounters = encounters;
        this.liveness = liveness;
        this.log = log;
        this.attendance = attendance;
        this.hints = hints;
    }

    /** Takes one report, whose signature was checked. One about a room that nobody here knows is dropped. */
    public void received(RoomEvent event) {
        if (event.kind() == Kind.ROOM_ENDED) {
            liveness.ended(event.room()); // at once: until then tokens are given for it
        }
        naming.encounterNamed(event.roomName()).ifPresent(id -> {
            if (event.kind() == Kind.ROOM_CREATED) {
                hints.laterIn(HEAD_START, "created " + event.room(), () -> created(id, event.room()));
            } else if (isKnown(id)) {
                hints.lookAt(id, GAP);
                note(id, event);
            }
        });
    }

    private boolean isKnown(EncounterId id) {
        return !(encounters.state(id) instanceof EncounterState.Absent);
    }

    /** What this node has opened and documented is as it should be; whatever changes then has a look of its own. */
    private void created(EncounterId id, RoomId room) {
        if (!liveness.isDocumented(room) && isKnown(id)) {
            hints.lookAt(id, GAP);
        }
    }

    private void note(EncounterId id, RoomEvent event) {
        if (event.kind() == Kind.ROOM_ENDED) {
            ended(id, event);
        } else {
            event.stay().ifPresent(stay -> recordAttendance(id, event, stay));
        }
    }

    private void recordAttendance(EncounterId id, RoomEvent event, RoomEvent.Stay stay) {
        AttendanceLog.Kind kind = event.kind() == Kind.JOINED ? AttendanceLog.Kind.JOINED : AttendanceLog.Kind.LEFT;
        log.ensureStored(new AttendanceLog.Entry(id, event.room(), stay.id(), stay.identity(), kind, event.at()));
    }

    private void ended(EncounterId id, RoomEvent event) {
        hints.laterIn(LAST_REPORTS, "ended " + event.room(), () -> attendance.fillIn(id, event.room()));
    }
}

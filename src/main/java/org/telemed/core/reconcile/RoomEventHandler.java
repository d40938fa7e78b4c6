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

/** Handles the vendor's room events: records attendance and triggers a reconciliation. */
public final class RoomEventHandler {
    /** The minimum time between reconciliations of one Encounter, however many events arrive. */
    private static final Duration GAP = Duration.ofSeconds(1);

    /**
     * The vendor reports a new room before the request that opened it has written the Encounter, so the check waits.
     */
    private static final Duration TIME_TO_DOCUMENT = Duration.ofSeconds(1);

    /**
     * When a room ends, the end of each stay is reported too, maybe to another node; the backfill waits for those
     * events.
     */
    private static final Duration TIME_FOR_LEAVES = Duration.ofSeconds(2);

    private final RoomNaming naming;
    private final EncounterStates encounters;
    private final RoomLiveness liveness;
    private final AttendanceLog log;
    private final AttendanceBackfill backfill;
    private final ReconcileTrigger trigger;

    public RoomEventHandler(
            RoomNaming naming,
            EncounterStates encounters,
            RoomLiveness liveness,
            AttendanceLog log,
            AttendanceBackfill backfill,
            ReconcileTrigger trigger) {
        this.naming = naming;
        this.encounters = encounters;
        this.liveness = liveness;
        this.log = log;
        this.backfill = backfill;
        this.trigger = trigger;
    }

    /** Handles one event whose signature was checked. An event of an unknown room is dropped. */
    public void received(RoomEvent event) {
        if (event.kind() == Kind.ROOM_ENDED) {
            liveness.ended(event.room()); // at once, or tokens would still be issued for it
        }
        naming.encounterNamed(event.roomName()).ifPresent(id -> {
            if (event.kind() == Kind.ROOM_CREATED) {
                trigger.laterIn(TIME_TO_DOCUMENT, "created " + event.room(), () -> created(id, event.room()));
            } else if (isKnown(id)) {
                trigger.lookAt(id, GAP);
                handle(id, event);
            }
        });
    }

    private boolean isKnown(EncounterId id) {
        return !(encounters.state(id) instanceof EncounterState.Absent);
    }

    /** A room that this node opened and documented needs no check; later changes trigger their own. */
    private void created(EncounterId id, RoomId room) {
        if (!liveness.isDocumented(room) && isKnown(id)) {
            trigger.lookAt(id, GAP);
        }
    }

    private void handle(EncounterId id, RoomEvent event) {
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
        trigger.laterIn(TIME_FOR_LEAVES, "ended " + event.room(), () -> backfill.fillIn(id, event.room()));
    }
}

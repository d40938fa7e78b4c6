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

/** Handles the vendor's room events: records attendance and triggers a reconciliation. */
public final class RoomEventHandler {
    /** The minimum time between reconciliations of one Encounter, however many events arrive. */
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    /**
     * The vendor reports a new room before the request that opened it has written the Encounter, so the check waits.
     */
    private static final Duration CHECK_DELAY = Duration.ofSeconds(1);

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

    /**
     * Handles one event whose signature was checked, in the background: the vendor gets its answer before the database is
     * asked. An event of an unknown room is dropped.
     */
    public void received(RoomEvent event) {
        if (event.kind() == Kind.ROOM_ENDED) {
            liveness.ended(event.room()); // at once, or tokens would still be issued for it
        }
        Duration delay = event.kind() == Kind.ROOM_CREATED ? CHECK_DELAY : Duration.ZERO;
        naming.encounterNamed(event.roomName())
                .ifPresent(id -> trigger.runAfter(delay, keyOf(event), () -> handle(id, event)));
    }

    /** The same for an event that is reported twice. */
    private static String keyOf(RoomEvent event) {
        String stay = event.stay().map(RoomEvent.Stay::id).orElse("");
        return "event " + event.kind() + " " + event.room() + " " + stay;
    }

    private void handle(EncounterId id, RoomEvent event) {
        // a room that this node opened and documented needs no check; later changes trigger their own
        boolean documented = event.kind() == Kind.ROOM_CREATED && liveness.isDocumented(event.room());
        if (documented || !isKnown(id)) {
            return;
        }
        trigger.reconcileSoon(id, MIN_INTERVAL);
        switch (event.kind()) {
            case ROOM_CREATED -> {}
            case ROOM_ENDED ->
                trigger.runAfter(
                        TIME_FOR_LEAVES, "attendance " + event.room(), () -> backfill.fillIn(id, event.room()));
            case JOINED -> event.stay().ifPresent(stay -> record(id, event, stay, AttendanceLog.Kind.JOINED));
            case LEFT -> event.stay().ifPresent(stay -> record(id, event, stay, AttendanceLog.Kind.LEFT));
        }
    }

    private boolean isKnown(EncounterId id) {
        return !(encounters.state(id) instanceof EncounterState.Absent);
    }

    private void record(EncounterId id, RoomEvent event, RoomEvent.Stay stay, AttendanceLog.Kind kind) {
        log.ensureStored(new AttendanceLog.Entry(id, event.room(), stay.id(), stay.identity(), kind, event.at()));
    }
}

package org.telemed.core.room;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterRegister;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.Room;

/**
 * Goes over all rooms in progress and puts right what hints and reports missed: a crash, a restart, a lost callback, an
 * outage, the end of a period, a change in a role or group. Safe on every node at once: looking is idempotent.
 */
public final class RoomSweep {
    /** Rooms whose Encounter says nothing new are looked at in turn, this part of them in each run … */
    private static final int SHARE = 4;

    /** … but at least that many, so that a small deployment is looked at whole. */
    private static final int LEAST = 50;

    private final RoomLists lists;
    private final EncounterRegister encounters;
    private final RoomNaming naming;
    private final RoomLiveness liveness;
    private final RoomKeeper keeper;
    private final RoomAttendance attendance;
    private final Clock clock;
    private final boolean dryRun;
    private final SweepBudget budget;
    private final SweptRooms swept = new SweptRooms();
    private boolean caughtUp;

    /**
     * A sweep that remembers from run to run.
     *
     * @param keeper puts right what is found; in a dry run one that cannot destroy
     * @param readsPerRun how many rooms may be read in one run
     */
    public RoomSweep(
            RoomLists lists,
            EncounterRegister encounters,
            RoomNaming naming,
            RoomLiveness liveness,
            RoomKeeper keeper,
            RoomAttendance attendance,
            Clock clock,
            int readsPerRun,
            boolean dryRun) {
        this.lists = lists;
        this.encounters = encounters;
        this.naming = naming;
        this.liveness = liveness;
        this.keeper = keeper;
        this.attendance = attendance;
        this.clock = clock;
        this.budget = new SweepBudget(readsPerRun);
        this.dryRun = dryRun;
    }

    /** One run over everything. What fails is in the report, and left to the next run. */
    public synchronized SweepReport run() {
        SweepTally tally = new SweepTally(clock.instant());
        budget.newRun();
        boolean complete;
        try {
            RoomLists.Listing listing = lists.inProgress();
            lookAt(ours(listing.rooms(), tally), tally);
            complete = listing.complete();
            if (complete) {
                settleGone(listing.rooms(), tally);
                catchUp();
            }
        } catch (TelemedException stopped) {
            complete = false;
            if (stopped.reason() == Reason.PROVIDER_THROTTLED) {
                budget.halve();
            }
            tally.failed(stopped);
        }
        return tally.report(clock, complete, dryRun);
    }

    private Map<EncounterId, Room> ours(List<Room> rooms, SweepTally tally) {
        Map<EncounterId, Room> ours = new LinkedHashMap<>();
        rooms.forEach(room -> naming.encounterOf(room).ifPresent(id -> ours.put(id, room)));
        tally.listed(rooms.size(), ours.size());
        return ours;
    }

    private void lookAt(Map<EncounterId, Room> ours, SweepTally tally) {
        Instant now = clock.instant();
        Map<EncounterId, EncounterState> states = encounters.states(ours.keySet());
        Map<EncounterId, Room> urgent = new LinkedHashMap<>();
        Map<EncounterId, Room> quiet = new LinkedHashMap<>();
        ours.forEach((id, room) -> {
            EncounterState state = stateOf(id, states);
            switch (RoomDuty.of(room, state)) {
                case LEAVE -> tally.found(Finding.UNPLACED);
                case CLOSE -> urgent.put(id, room);
                case SERVE -> (swept.isNews(room.id(), state, now) ? urgent : quiet).put(id, room);
            }
        });
        urgent.forEach((id, room) -> look(id, room, stateOf(id, states), tally));
        quiet.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(swept.leastRecentlyLooked()))
                .limit(Math.max(LEAST, quiet.size() / SHARE))
                .forEach(entry -> look(entry.getKey(), entry.getValue(), stateOf(entry.getKey(), states), tally));
    }

    private static EncounterState stateOf(EncounterId id, Map<EncounterId, EncounterState> states) {
        return states.getOrDefault(id, new EncounterState.Absent());
    }

    private void look(EncounterId id, Room room, EncounterState state, SweepTally tally) {
        if (!budget.take()) {
            return;
        }
        try {
            Finding finding = keeper.reconcile(id, room);
            tally.found(finding);
            if (finding == Finding.AGREED) {
                swept.looked(room.id(), state, clock.instant());
            }
        } catch (TelemedException failed) {
            if (failed.reason().isProviders()) {
                throw failed;
            }
            tally.failed(failed);
        } catch (RuntimeException repository) {
            tally.failed(repository);
        }
    }

    /** Rooms that earlier runs knew and a complete list no longer has are over, however that came. */
    private void settleGone(List<Room> inProgress, SweepTally tally) {
        liveness.forgetUnless(inProgress, tally.started());
        swept.gone(inProgress).forEach((room, encounter) -> attendance.fillIn(encounter, room));
    }

    /** The first run of a node also fills in for rooms that came to their end while it was down. */
    private void catchUp() {
        if (caughtUp || dryRun) {
            return;
        }
        RoomLists.Listing over = lists.recentlyCompleted(clock.instant());
        Map<EncounterId, Room> ours = new LinkedHashMap<>();
        for (Room room : over.rooms()) {
            naming.encounterOf(room).ifPresent(id -> ours.put(id, room));
        }
        Map<EncounterId, EncounterState> states = encounters.states(ours.keySet());
        over.rooms()
                .forEach(room -> naming.encounterOf(room)
                        .filter(id -> !(stateOf(id, states) instanceof EncounterState.Absent))
                        .ifPresent(id -> attendance.fillIn(id, room.id())));
        caughtUp = over.complete();
    }
}

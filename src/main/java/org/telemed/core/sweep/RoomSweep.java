package org.telemed.core.sweep;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.telemed.core.attendance.AttendanceBackfill;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterState;
import org.telemed.core.encounter.EncounterStates;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.reconcile.DesiredRoomState;
import org.telemed.core.reconcile.ReconcileResult;
import org.telemed.core.reconcile.RoomReconciler;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;

/**
 * Goes over all rooms in progress and puts right what hints and reports missed: a crash, a restart, a lost callback, an
 * outage, the end of a period, a change in a role or group. Safe on every node at once: looking is idempotent.
 */
public final class RoomSweep {
    /** Rooms whose Encounter says nothing new are looked at in turn, this part of them in each run … */
    private static final int SHARE = 4;

    /** … but at least that many, so that a small deployment is looked at whole. */
    private static final int LEAST = 50;

    private final RoomListReader lists;
    private final EncounterStates encounters;
    private final RoomNaming naming;
    private final RoomLiveness liveness;
    private final RoomReconciler keeper;
    private final AttendanceBackfill attendance;
    private final Clock clock;
    private final boolean dryRun;
    private final SweepBudget budget;
    private final LastSweepState swept = new LastSweepState();

    /**
     * A sweep that remembers from run to run.
     *
     * @param keeper puts right what is found; in a dry run one that cannot destroy
     * @param readsPerRun how many rooms may be read in one run
     */
    public RoomSweep(
            RoomListReader lists,
            EncounterStates encounters,
            RoomNaming naming,
            RoomLiveness liveness,
            RoomReconciler keeper,
            AttendanceBackfill attendance,
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
        SweepReportBuilder tally = new SweepReportBuilder(clock.instant());
        budget.newRun();
        boolean complete = false;
        try {
            RoomListReader.Listing inProgress = lookAtInProgress(tally);
            complete = inProgress.complete();
            settleOver(inProgress.rooms(), tally);
        } catch (RuntimeException stopped) {
            failed(stopped, tally);
        }
        return tally.report(clock, complete, dryRun);
    }

    private RoomListReader.Listing lookAtInProgress(SweepReportBuilder tally) {
        RoomListReader.Listing inProgress = lists.inProgress();
        inProgress.lost().ifPresent(lost -> failed(lost, tally));
        lookAt(placed(inProgress.rooms(), tally), tally);
        if (inProgress.complete()) {
            liveness.forgetUnless(inProgress.rooms(), tally.started());
            swept.forgetUnless(inProgress.rooms());
        }
        return inProgress;
    }

    private record Placed(EncounterId encounter, Room room, EncounterState state) {}

    private List<Placed> placed(List<Room> rooms, SweepReportBuilder tally) {
        Map<EncounterId, Room> ours = new LinkedHashMap<>();
        rooms.forEach(room -> naming.encounterOf(room).ifPresent(id -> ours.put(id, room)));
        tally.listed(rooms.size(), ours.size());
        Map<EncounterId, EncounterState> states = ours.isEmpty() ? Map.of() : encounters.states(ours.keySet());
        return ours.entrySet().stream()
                .map(entry -> new Placed(
                        entry.getKey(),
                        entry.getValue(),
                        states.getOrDefault(entry.getKey(), new EncounterState.Absent())))
                .toList();
    }

    private void lookAt(List<Placed> rooms, SweepReportBuilder tally) {
        Instant now = clock.instant();
        List<Placed> closing = new ArrayList<>();
        List<Placed> news = new ArrayList<>();
        List<Placed> quiet = new ArrayList<>();
        for (Placed placed : rooms) {
            switch (DesiredRoomState.of(placed.room(), placed.state())) {
                case LEAVE -> tally.found(ReconcileResult.UNPLACED);
                case CLOSE -> closing.add(placed);
                case SERVE -> (swept.isNews(placed.room().id(), placed.state(), now) ? news : quiet).add(placed);
            }
        }
        closing.forEach(placed -> look(placed, tally));
        news.forEach(placed -> look(placed, tally));
        quiet.stream()
                .sorted(Comparator.comparing(Placed::room, swept.leastRecentlyLooked()))
                .limit(Math.max(LEAST, quiet.size() / SHARE))
                .forEach(placed -> look(placed, tally));
    }

    private void look(Placed placed, SweepReportBuilder tally) {
        attempt(tally, () -> {
            ReconcileResult finding = keeper.reconcile(placed.encounter(), placed.room(), placed.state());
            tally.found(finding);
            if (finding == ReconcileResult.AGREED) {
                swept.looked(placed.room().id(), placed.state(), clock.instant());
            }
        });
    }

    /**
     * Rooms of the last day that came to their end, however that was and whoever was told of it: what is not known of who
     * was there is filled in. Not of those that this run found in progress: the vendor still reports how they ended.
     */
    private void settleOver(List<Room> inProgress, SweepReportBuilder tally) {
        if (dryRun || tally.isStopped()) {
            return;
        }
        RoomListReader.Listing over = lists.recentlyCompleted(clock.instant());
        over.lost().ifPresent(lost -> failed(lost, tally));
        Set<RoomId> endedJustNow = inProgress.stream().map(Room::id).collect(Collectors.toSet());
        Map<RoomId, EncounterId> unsettled = new LinkedHashMap<>();
        over.rooms().stream()
                .filter(room -> !endedJustNow.contains(room.id()) && !attendance.isFilledIn(room.id()))
                .forEach(room -> naming.encounterOf(room).ifPresent(id -> unsettled.put(room.id(), id)));
        if (unsettled.isEmpty()) {
            return;
        }
        Map<EncounterId, EncounterState> states = encounters.states(Set.copyOf(unsettled.values()));
        unsettled.entrySet().stream()
                .filter(entry -> isKnown(states.get(entry.getValue())))
                .forEach(entry -> attempt(tally, () -> attendance.fillIn(entry.getValue(), entry.getKey())));
    }

    private static boolean isKnown(@Nullable EncounterState state) {
        return state != null && !(state instanceof EncounterState.Absent);
    }

    /** One failure keeps nothing else from being looked at, unless the vendor as a whole is to be left alone. */
    private void attempt(SweepReportBuilder tally, Runnable work) {
        if (tally.isStopped() || !budget.take()) {
            return;
        }
        try {
            work.run();
            tally.worked();
        } catch (RuntimeException failure) {
            failed(failure, tally);
        }
    }

    private void failed(RuntimeException failure, SweepReportBuilder tally) {
        tally.failed(failure);
        if (failure instanceof TelemedException told && told.reason() == Reason.PROVIDER_THROTTLED) {
            budget.halve();
        }
    }
}

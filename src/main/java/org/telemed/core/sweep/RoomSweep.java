package org.telemed.core.sweep;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
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
 * Reconciles all rooms in progress, to find what triggers missed: a crash, a restart, a lost callback, an outage, the
 * end of a period, a change in a role or group. Idempotent, so every node may run it at the same time.
 */
public final class RoomSweep {
    /** Of the rooms whose Encounter has not changed, each run checks one in this many … */
    private static final int SHARE = 4;

    /** … but at least this many, so that a small deployment is checked completely. */
    private static final int LEAST = 50;

    private final RoomListReader lists;
    private final EncounterStates encounters;
    private final RoomNaming naming;
    private final RoomLiveness liveness;
    private final RoomReconciler reconciler;
    private final AttendanceBackfill attendance;
    private final Clock clock;
    private final BiConsumer<EncounterId, ReconcileResult> onRepair;
    private final boolean dryRun;
    private final SweepBudget budget;
    private final LastSweepState lastSweep = new LastSweepState();

    /**
     * @param reconciler repairs what is found; in a dry run, one with a read-only provider
     * @param onRepair is called with each repair that triggers had missed
     * @param readsPerRun the most rooms to read in one run
     */
    public RoomSweep(
            RoomListReader lists,
            EncounterStates encounters,
            RoomNaming naming,
            RoomLiveness liveness,
            RoomReconciler reconciler,
            AttendanceBackfill attendance,
            Clock clock,
            BiConsumer<EncounterId, ReconcileResult> onRepair,
            int readsPerRun,
            boolean dryRun) {
        this.lists = lists;
        this.encounters = encounters;
        this.naming = naming;
        this.liveness = liveness;
        this.reconciler = reconciler;
        this.attendance = attendance;
        this.clock = clock;
        this.onRepair = onRepair;
        this.budget = new SweepBudget(readsPerRun);
        this.dryRun = dryRun;
    }

    /** Runs once over all rooms. Failures are in the report and left to the next run. */
    public synchronized SweepReport run() {
        SweepReportBuilder report = new SweepReportBuilder(clock.instant());
        budget.newRun();
        boolean complete = false;
        try {
            RoomListReader.Listing inProgress = reconcileInProgress(report);
            complete = inProgress.complete();
            fillInAttendance(inProgress.rooms(), report);
        } catch (RuntimeException stopped) {
            failed(stopped, report);
        }
        return report.report(clock, complete, dryRun);
    }

    private RoomListReader.Listing reconcileInProgress(SweepReportBuilder report) {
        RoomListReader.Listing inProgress = lists.inProgress();
        inProgress.failure().ifPresent(failure -> failed(failure, report));
        reconcileAll(ownRooms(inProgress.rooms(), report), report);
        if (inProgress.complete()) {
            liveness.retainOnly(inProgress.rooms(), report.started());
            lastSweep.retainOnly(inProgress.rooms());
        }
        return inProgress;
    }

    private record OwnRoom(EncounterId encounter, Room room, EncounterState state) {}

    private List<OwnRoom> ownRooms(List<Room> rooms, SweepReportBuilder report) {
        Map<EncounterId, Room> ours = new LinkedHashMap<>();
        rooms.forEach(room -> naming.encounterOf(room).ifPresent(id -> ours.put(id, room)));
        report.listed(rooms.size(), ours.size());
        Map<EncounterId, EncounterState> states = ours.isEmpty() ? Map.of() : encounters.states(ours.keySet());
        return ours.entrySet().stream()
                .map(entry -> new OwnRoom(
                        entry.getKey(),
                        entry.getValue(),
                        states.getOrDefault(entry.getKey(), new EncounterState.Absent())))
                .toList();
    }

    private void reconcileAll(List<OwnRoom> rooms, SweepReportBuilder report) {
        Instant now = clock.instant();
        List<OwnRoom> closing = new ArrayList<>();
        List<OwnRoom> changed = new ArrayList<>();
        List<OwnRoom> unchanged = new ArrayList<>();
        for (OwnRoom own : rooms) {
            switch (DesiredRoomState.of(own.room(), own.state())) {
                case IGNORE -> report.found(ReconcileResult.UNKNOWN_ENCOUNTER, own.state());
                case COMPLETE -> closing.add(own);
                case KEEP_OPEN ->
                    (lastSweep.isChanged(own.room().id(), own.state(), now) ? changed : unchanged).add(own);
            }
        }
        closing.forEach(own -> reconcile(own, report));
        changed.forEach(own -> reconcile(own, report));
        unchanged.stream()
                .sorted(Comparator.comparing(OwnRoom::room, lastSweep.leastRecentlyChecked()))
                .limit(Math.max(LEAST, unchanged.size() / SHARE))
                .forEach(own -> reconcile(own, report));
    }

    private void reconcile(OwnRoom own, SweepReportBuilder report) {
        attempt(report, () -> {
            ReconcileResult result = reconciler.reconcile(own.encounter(), own.room(), own.state());
            if (report.found(result, own.state())) {
                onRepair.accept(own.encounter(), result);
            }
            if (result == ReconcileResult.IN_SYNC) {
                lastSweep.checked(own.room().id(), own.state(), clock.instant());
            }
        });
    }

    /**
     * Completes the attendance log of rooms that ended within the last day. Skips those that this run found in
     * progress: the vendor still sends callbacks for them.
     */
    private void fillInAttendance(List<Room> inProgress, SweepReportBuilder report) {
        if (dryRun || report.isStopped()) {
            return;
        }
        RoomListReader.Listing ended = lists.recentlyCompleted(clock.instant());
        ended.failure().ifPresent(failure -> failed(failure, report));
        Set<RoomId> endedJustNow = inProgress.stream().map(Room::id).collect(Collectors.toSet());
        Map<RoomId, EncounterId> toFillIn = new LinkedHashMap<>();
        ended.rooms().stream()
                .filter(room -> !endedJustNow.contains(room.id()) && !attendance.isFilledIn(room.id()))
                .forEach(room -> naming.encounterOf(room).ifPresent(id -> toFillIn.put(room.id(), id)));
        Map<EncounterId, EncounterState> states =
                toFillIn.isEmpty() ? Map.of() : encounters.states(Set.copyOf(toFillIn.values()));
        toFillIn.values().removeIf(encounter -> !isKnown(states.get(encounter)));
        attendance
                .missing(toFillIn)
                .forEach((room, encounter) -> attempt(report, () -> attendance.fillIn(encounter, room)));
    }

    private static boolean isKnown(@Nullable EncounterState state) {
        return state != null && !(state instanceof EncounterState.Absent);
    }

    /** A failure does not stop the run, unless it shows that the vendor is down or throttles. */
    private void attempt(SweepReportBuilder report, Runnable work) {
        if (report.isStopped() || !budget.take()) {
            return;
        }
        try {
            work.run();
            report.worked();
        } catch (RuntimeException failure) {
            failed(failure, report);
        }
    }

    private void failed(RuntimeException failure, SweepReportBuilder report) {
        report.failed(failure);
        if (failure instanceof TelemedException known && known.reason() == Reason.PROVIDER_THROTTLED) {
            budget.halve();
        }
    }
}

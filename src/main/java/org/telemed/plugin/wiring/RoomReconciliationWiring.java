package org.telemed.plugin.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.attendance.AttendanceBackfill;
import org.telemed.core.attendance.AttendanceLog;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.caller.IdentityRecords;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterStates;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.reconcile.LostRooms;
import org.telemed.core.reconcile.ReconcileQueue;
import org.telemed.core.reconcile.ReconcileResult;
import org.telemed.core.reconcile.ReconcileTrigger;
import org.telemed.core.reconcile.RoomEventHandler;
import org.telemed.core.reconcile.RoomReconciler;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.sweep.ReadOnlyVideoProvider;
import org.telemed.core.sweep.RoomListReader;
import org.telemed.core.sweep.RoomSweep;
import org.telemed.core.video.Room;
import org.telemed.core.video.VideoAccount;
import org.telemed.core.video.VideoProvider;
import org.telemed.core.waiting.AdmissionUpkeep;
import org.telemed.core.waiting.OpenAdmissions;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.encounter.EncounterChangeInterceptor;
import org.telemed.hapi.encounter.JpaEncounterStates;
import org.telemed.hapi.encounter.JpaLostRooms;
import org.telemed.plugin.lifecycle.RoomReconciliation;
import org.telemed.plugin.lifecycle.SweepSchedule;
import org.telemed.plugin.settings.TelemedProperties;

/** Builds the reconciler, its queue and triggers, and the sweep. */
final class RoomReconciliationWiring {
    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.reconcile");
    private static final int WORKERS = 4;
    private static final int MOST_WAITING = 10_000;

    private final TelemedProperties.Sweep sweep;
    private final EncounterReader reader;
    private final VideoAccount account;
    private final UnaryOperator<VideoProvider> tracked;
    private final RoomNaming naming;
    private final RoomLiveness liveness;
    private final MembershipRule membershipRule;
    private final WaitingRoomWiring waitingRoom;
    private final IdentityRecords records;
    private final Clock clock;
    private final EncounterStates encounters;
    private final AttendanceLog log;
    private final Partitions partitions;
    private final LostRooms lostRooms;
    private final AuditTrail trail;

    RoomReconciliationWiring(
            TelemedProperties properties,
            DaoRegistry daos,
            FhirContext context,
            EncounterReader reader,
            VideoAccount account,
            UnaryOperator<VideoProvider> tracked,
            RoomNaming naming,
            RoomLiveness liveness,
            MembershipRule membershipRule,
            WaitingRoomWiring waitingRoom,
            IdentityRecords records,
            AttendanceLog log,
            Partitions partitions,
            AuditTrail trail,
            Clock clock) {
        this.sweep = properties.sweep();
        this.partitions = partitions;
        this.reader = reader;
        this.account = account;
        this.tracked = tracked;
        this.naming = naming;
        this.liveness = liveness;
        this.membershipRule = membershipRule;
        this.waitingRoom = waitingRoom;
        this.records = records;
        this.clock = clock;
        this.encounters = new JpaEncounterStates(daos, context, reader, partitions);
        this.lostRooms = new JpaLostRooms(daos, context, partitions, reader.virtualServices());
        this.log = log;
        this.trail = trail;
    }

    RoomReconciliation wired() {
        VideoProvider provider = tracked.apply(account.forReconciler());
        AttendanceBackfill attendance = new AttendanceBackfill(provider, log);
        ReconcileQueue queue = new ReconcileQueue(WORKERS, MOST_WAITING, clock, RoomReconciliationWiring::log);
        RoomReconciler reconciler = new RoomReconciler(
                provider,
                encounters,
                naming,
                liveness,
                membershipRule,
                waitingRoom.room(),
                records,
                lostRooms,
                clock,
                trail);
        ReconcileTrigger trigger = new ReconcileTrigger(queue, reconciler, naming);
        AdmissionUpkeep admissions = waitingRoom.upkeep(encounters, trigger::reconcileSoon);
        return new RoomReconciliation(
                account.callbacks(),
                new RoomEventHandler(naming, encounters, liveness, log, attendance, trigger),
                new EncounterChangeInterceptor(reader, changed(trigger, admissions), partitions),
                schedule(reconciler, admissions),
                trigger,
                queue);
    }

    private static void log(RuntimeException failure) {
        LOG.warn("A room could not be reconciled; the next sweep tries again: {}", RedactedThrowable.oneLine(failure));
    }

    private static Consumer<EncounterId> changed(ReconcileTrigger trigger, AdmissionUpkeep admissions) {
        return encounter -> {
            trigger.reconcileSoon(encounter);
            trigger.runAfter(Duration.ZERO, "admissions to " + encounter, () -> admissions.reconcile(encounter));
        };
    }

    private SweepSchedule schedule(RoomReconciler reconciler, AdmissionUpkeep admissions) {
        SweepSchedule schedule = new SweepSchedule(sweep(reconciler), sweep);
        if (!sweep.dryRun()) {
            OpenAdmissions open = waitingRoom.open();
            schedule.addListener(report -> admissions.reconcile(open.next()));
        }
        return schedule;
    }

    /** For a dry run: finds lost rooms and restores none. */
    private LostRooms readOnlyLostRooms() {
        return new LostRooms() {
            @Override
            public boolean isLost(TelemedEncounter encounter, Room room) {
                return lostRooms.isLost(encounter, room);
            }

            @Override
            public void documentAgain(TelemedEncounter encounter, Room room) {
                // a dry run
            }
        };
    }

    private void repaired(EncounterId encounter, ReconcileResult result) {
        if (!sweep.dryRun()) {
            trail.record(
                    AuditKind.SWEEP_REPAIR,
                    AuditActor.SERVER,
                    Optional.of(encounter),
                    Map.of(AuditDetail.REPAIR, result.code()));
        }
    }

    private RoomSweep sweep(RoomReconciler reconciler) {
        VideoProvider provider = tracked.apply(account.forSweep());
        provider = sweep.dryRun() ? new ReadOnlyVideoProvider(provider) : provider;
        AttendanceBackfill attendance = new AttendanceBackfill(provider, log);
        return new RoomSweep(
                new RoomListReader(provider),
                encounters,
                naming,
                liveness,
                reconciler.withProvider(
                        provider,
                        sweep.dryRun() ? readOnlyLostRooms() : lostRooms,
                        sweep.dryRun() ? AuditTrail.NONE : trail),
                attendance,
                clock,
                this::repaired,
                account.sweepReadsIn(sweep.interval()),
                sweep.dryRun());
    }
}

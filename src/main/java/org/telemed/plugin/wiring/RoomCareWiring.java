package org.telemed.plugin.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.attendance.AttendanceLog;
import org.telemed.core.attendance.RoomAttendance;
import org.telemed.core.caller.IssueRecords;
import org.telemed.core.encounter.EncounterRegister;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Loggable;
import org.telemed.core.membership.Participants;
import org.telemed.core.reconcile.KeeperQueue;
import org.telemed.core.reconcile.LostRooms;
import org.telemed.core.reconcile.RoomHints;
import org.telemed.core.reconcile.RoomKeeper;
import org.telemed.core.reconcile.RoomReports;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.sweep.LookingOnly;
import org.telemed.core.sweep.RoomLists;
import org.telemed.core.sweep.RoomSweep;
import org.telemed.core.video.Room;
import org.telemed.core.video.VideoProvider;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.encounter.DaoEncounterRegister;
import org.telemed.hapi.encounter.DaoLostRooms;
import org.telemed.hapi.encounter.EncounterChanges;
import org.telemed.plugin.lifecycle.RoomCare;
import org.telemed.plugin.lifecycle.SweepSchedule;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.twilio.callback.TwilioCallbacks;
import org.telemed.twilio.limits.SharedAccount;

/** Puts together what keeps rooms in step with their Encounters. */
final class RoomCareWiring {
    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.keeper");
    private static final int WORKERS = 4;
    private static final int MOST_WAITING = 10_000;

    /** Twilio answers 80 reads a second for an account; a quarter of them is the sweep's. */
    private static final double SWEEP_READS_PER_SECOND = 20;

    private final TelemedProperties.Sweep sweep;
    private final double rateShare;
    private final EncounterReader reader;
    private final SharedAccount account;
    private final RoomNaming naming;
    private final RoomLiveness liveness;
    private final Participants participants;
    private final IssueRecords records;
    private final Clock clock;
    private final EncounterRegister encounters;
    private final AttendanceLog log;
    private final Partitions partitions;
    private final LostRooms lostRooms;

    RoomCareWiring(
            TelemedProperties properties,
            DaoRegistry daos,
            FhirContext context,
            EncounterReader reader,
            SharedAccount account,
            RoomNaming naming,
            RoomLiveness liveness,
            Participants participants,
            IssueRecords records,
            AttendanceLog log,
            Partitions partitions,
            Clock clock) {
        this.sweep = properties.sweep();
        this.partitions = partitions;
        this.rateShare = properties.twilio().rateShare();
        this.reader = reader;
        this.account = account;
        this.naming = naming;
        this.liveness = liveness;
        this.participants = participants;
        this.records = records;
        this.clock = clock;
        this.encounters = new DaoEncounterRegister(daos, context, reader, partitions);
        this.lostRooms = new DaoLostRooms(daos, context, partitions);
        this.log = log;
    }

    /** @param callbacks reads the vendor's callbacks, where they can be believed */
    RoomCare wired(Optional<TwilioCallbacks> callbacks) {
        VideoProvider keepers = account.forKeeper();
        RoomAttendance attendance = new RoomAttendance(keepers, log);
        KeeperQueue queue = new KeeperQueue(
                WORKERS,
                MOST_WAITING,
                clock,
                failure -> LOG.warn(
                        "A room could not be reconciled; the next sweep tries again: {}", Loggable.text(failure)));
        RoomKeeper keeper =
                new RoomKeeper(keepers, encounters, naming, liveness, participants, records, lostRooms, clock);
        RoomHints hints = new RoomHints(queue, keeper);
        return new RoomCare(
                callbacks,
                new RoomReports(naming, encounters, liveness, log, attendance, hints),
                new EncounterChanges(reader, hints::lookAt, partitions),
                new SweepSchedule(sweep(keeper), sweep),
                queue);
    }

    /** Finds what a real run would put back, and writes nothing. */
    private LostRooms lookingOnly() {
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

    private RoomSweep sweep(RoomKeeper keeper) {
        VideoProvider hands = sweep.dryRun() ? new LookingOnly(account.forSweep()) : account.forSweep();
        RoomAttendance attendance = new RoomAttendance(hands, sweep.dryRun() ? entry -> {} : log);
        int reads = (int) (SWEEP_READS_PER_SECOND * rateShare * sweep.interval().toSeconds());
        return new RoomSweep(
                new RoomLists(hands),
                encounters,
                naming,
                liveness,
                keeper.by(hands, sweep.dryRun() ? lookingOnly() : lostRooms),
                attendance,
                clock,
                reads,
                sweep.dryRun());
    }
}

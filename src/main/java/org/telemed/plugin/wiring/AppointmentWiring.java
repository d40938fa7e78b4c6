package org.telemed.plugin.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.appointment.VisitIds;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.create.CreateTelemedRoom;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.reconcile.ReconcileQueue;
import org.telemed.fhir.appointment.AppointmentLink;
import org.telemed.fhir.appointment.AppointmentReader;
import org.telemed.fhir.appointment.PlannedEncounterWriter;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.appointment.AppointmentChangeInterceptor;
import org.telemed.hapi.appointment.AppointmentEncounters;
import org.telemed.hapi.appointment.AppointmentFollower;
import org.telemed.hapi.appointment.AppointmentRepository;
import org.telemed.hapi.appointment.AppointmentRoomOperation;
import org.telemed.hapi.appointment.AppointmentSweep;
import org.telemed.hapi.appointment.CallersAppointments;
import org.telemed.hapi.caller.CallerRights;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.encounter.EncounterRepository;
import org.telemed.hapi.operation.OperationRequests;
import org.telemed.plugin.lifecycle.SweepSchedule;

/** Builds the operation on an Appointment, and what makes planned Encounters follow theirs. */
final class AppointmentWiring {
    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.reconcile");

    private final AppointmentReader reader;
    private final AppointmentLink link;
    private final PlannedEncounterWriter writer;
    private final AppointmentRepository appointments;
    private final AppointmentEncounters encounters;
    private final AppointmentFollower follower;
    private final ReconcileQueue queue;
    private final Partitions partitions;
    private final Clock clock;

    /** @param queue runs the follower on its threads */
    AppointmentWiring(
            DaoRegistry daos,
            FhirContext context,
            EncounterReader encounterReader,
            LocalReferences references,
            ZoneId zone,
            KeyedIds ids,
            Partitions partitions,
            ReconcileQueue queue,
            Clock clock) {
        this.queue = queue;
        this.partitions = partitions;
        this.clock = clock;
        this.reader = new AppointmentReader(context, references, zone);
        this.link = new AppointmentLink(context, references);
        this.writer = new PlannedEncounterWriter(context, references);
        this.appointments = new AppointmentRepository(daos, context, partitions);
        EncounterRepository repository =
                new EncounterRepository(daos, context, partitions, encounterReader.virtualServices());
        this.encounters =
                new AppointmentEncounters(daos, repository, encounterReader, link, new VisitIds(ids), partitions);
        this.follower = new AppointmentFollower(appointments, encounters, repository, reader, writer);
    }

    AppointmentRoomOperation operation(OperationRequests requests, CreateTelemedRoom createRoom, CallerRights rights) {
        return new AppointmentRoomOperation(
                requests,
                createRoom,
                new CallersAppointments(appointments, rights),
                encounters,
                reader,
                writer,
                this::followSoon);
    }

    AppointmentChangeInterceptor interceptor() {
        return new AppointmentChangeInterceptor(reader, link, this::followSoon, partitions);
    }

    /** Looks for lost triggers after each sweep of the rooms. */
    void sweepAfter(SweepSchedule schedule) {
        AppointmentSweep sweep = new AppointmentSweep(appointments, encounters, follower, clock);
        schedule.addListener(report -> {
            try {
                sweep.run(AppointmentWiring::failed);
            } catch (RuntimeException failure) {
                failed(failure);
            }
        });
    }

    private void followSoon(AppointmentId appointment) {
        queue.schedule("follow " + appointment.partition() + " " + appointment, Duration.ZERO, () -> {
            try {
                follower.follow(appointment);
            } catch (RuntimeException failure) {
                failed(failure);
            }
        });
    }

    private static void failed(RuntimeException failure) {
        LOG.warn(
                "An Encounter could not follow its Appointment; the next sweep tries again: {}",
                RedactedThrowable.oneLine(failure));
    }
}

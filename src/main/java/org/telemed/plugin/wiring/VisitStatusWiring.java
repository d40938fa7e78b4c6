package org.telemed.plugin.wiring;

import ca.uhn.fhir.context.FhirContext;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.caller.IdentityRecords;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.status.PresenceTrackingProvider;
import org.telemed.core.status.ReadTelemedStatus;
import org.telemed.core.status.RoomPresence;
import org.telemed.core.video.VideoAccount;
import org.telemed.core.video.VideoProvider;
import org.telemed.core.waiting.WaitingRoom;
import org.telemed.core.watch.ChangeSource;
import org.telemed.core.watch.EncounterWatch;
import org.telemed.hapi.audit.AttendanceChanges;
import org.telemed.hapi.audit.AuditEventAttendanceLog;
import org.telemed.hapi.audit.AuditEventStore;
import org.telemed.hapi.encounter.EncounterVersionChanges;
import org.telemed.hapi.operation.OperationRequests;
import org.telemed.hapi.operation.TelemedStatusOperation;
import org.telemed.hapi.stream.EncounterCommitInterceptor;
import org.telemed.hapi.stream.RequestThreadContext;
import org.telemed.hapi.stream.StatusStreamInterceptor;
import org.telemed.hapi.stream.StatusStreams;
import org.telemed.hapi.stream.StreamLimits;
import org.telemed.plugin.lifecycle.VisitStatus;
import org.telemed.plugin.settings.TelemedProperties;

/** Builds {@code $telemed-status} and its streams. */
final class VisitStatusWiring {
    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.status");

    private final TelemedProperties properties;
    private final TelemedEvents events;
    private final Clock clock;
    private final EncounterWatch watch;
    private final RoomPresence presence;
    private final StatusStreams streams;

    VisitStatusWiring(
            TelemedProperties properties,
            VideoAccount account,
            RequestThreadContext threads,
            TelemedEvents events,
            Clock clock) {
        this.properties = properties;
        this.events = events;
        this.clock = clock;
        this.watch = new EncounterWatch(
                clock,
                failure -> LOG.warn(
                        "The streams of $telemed-status could not look for changes; they try again: {}",
                        RedactedThrowable.oneLine(failure)));
        this.presence =
                new RoomPresence(account.forUsers(), clock, account.callbacks().isPresent(), watched());
        this.streams = new StatusStreams(
                watch,
                new StreamLimits(
                        properties.limits().streams(), properties.limits().streamsPerCaller()),
                threads,
                events,
                clock);
    }

    private RoomPresence.Watched watched() {
        return new RoomPresence.Watched() {
            @Override
            public boolean isWatched(EncounterId encounter) {
                return watch.isWatched(encounter);
            }

            @Override
            public int number() {
                return watch.size();
            }
        };
    }

    /** A provider whose answers tell who is in a room. */
    VideoProvider tracked(VideoProvider provider) {
        return new PresenceTrackingProvider(provider, presence, clock);
    }

    TelemedStatusOperation operation(OperationRequests requests, ReadTelemedStatus readStatus, FhirContext context) {
        return new TelemedStatusOperation(requests, readStatus, context, streams, events, clock);
    }

    ReadTelemedStatus readStatus(
            MembershipRule membershipRule, WaitingRoom waitingRoom, RoomLiveness liveness, IdentityRecords records) {
        return new ReadTelemedStatus(
                membershipRule,
                waitingRoom,
                properties.guests().enabled(),
                liveness,
                presence,
                records,
                clock,
                properties.join().early(),
                properties.security().hideExistence());
    }

    StatusStreams streams() {
        return streams;
    }

    /** Wakes the streams about an Encounter. */
    void changed(EncounterId encounter) {
        watch.changed(encounter);
    }

    StatusStreamInterceptor interceptor(FhirContext context) {
        return new StatusStreamInterceptor(context, streams);
    }

    /**
     * The components that run in the background.
     *
     * @param attendance finds joins and leaves of other nodes; empty if no callbacks come
     * @param admissions finds arrivals and decisions of other nodes
     */
    VisitStatus wired(
            RoomNaming naming,
            Optional<EntityManagerFactory> database,
            Optional<AttendanceChanges> attendance,
            ChangeSource admissions) {
        watch.ask(Stream.of(
                        database.map(EncounterVersionChanges::new).stream(), attendance.stream(), Stream.of(admissions))
                .flatMap(sources -> sources)
                .toArray(ChangeSource[]::new));
        return new VisitStatus(watch, presence, naming, new EncounterCommitInterceptor(watch::changed));
    }

    AttendanceChanges attendance(AuditEventStore store, AuditEventAttendanceLog log, FhirContext context) {
        return new AttendanceChanges(store, log, context, presence::received, clock);
    }
}

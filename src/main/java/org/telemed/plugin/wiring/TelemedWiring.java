package org.telemed.plugin.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.telemed.core.audit.AuditEntryStore;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.audit.QueuedAuditTrail;
import org.telemed.core.caller.ClaimReader;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.caller.VideoIdentities;
import org.telemed.core.create.CreateTelemedRoom;
import org.telemed.core.create.IdempotentIds;
import org.telemed.core.end.EndTelemedRoom;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.invitation.InvitationSender;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.reconcile.ReconcileTrigger;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.room.RoomOpener;
import org.telemed.core.status.ReadTelemedStatus;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.core.token.RoomReopener;
import org.telemed.core.video.VideoAccount;
import org.telemed.core.video.VideoProvider;
import org.telemed.core.video.VideoVendor;
import org.telemed.core.waiting.DecideAdmission;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.fhir.encounter.RoleAndGroupReader;
import org.telemed.fhir.encounter.VirtualServiceMapper;
import org.telemed.hapi.audit.AuditEventAttendanceLog;
import org.telemed.hapi.audit.AuditEventFailures;
import org.telemed.hapi.audit.AuditEventIdentityRecords;
import org.telemed.hapi.audit.AuditEventStore;
import org.telemed.hapi.audit.RequestActors;
import org.telemed.hapi.caller.CallerResolver;
import org.telemed.hapi.caller.CallerRights;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.encounter.JpaRoleAndGroupResolver;
import org.telemed.hapi.error.OperationErrorTranslation;
import org.telemed.hapi.operation.AdmissionOperation;
import org.telemed.hapi.operation.CreateTelemedRoomOperation;
import org.telemed.hapi.operation.EndTelemedRoomOperation;
import org.telemed.hapi.operation.OperationRequests;
import org.telemed.hapi.operation.RefusalCountingHandler;
import org.telemed.hapi.operation.RefusedOperationInterceptor;
import org.telemed.hapi.operation.RequestAudit;
import org.telemed.hapi.operation.TelemedOperationProvider;
import org.telemed.hapi.operation.TelemedTokenOperation;
import org.telemed.hapi.stream.RequestThreadContext;
import org.telemed.plugin.host.HostBeans;
import org.telemed.plugin.lifecycle.RoomReconciliation;
import org.telemed.plugin.lifecycle.TelemedPlugin;
import org.telemed.plugin.lifecycle.VisitStatus;
import org.telemed.plugin.settings.ComponentSettings;
import org.telemed.plugin.settings.TelemedProperties;

/** Builds the plugin's objects for one host. */
final class TelemedWiring {
    private final TelemedProperties properties;
    private final ComponentSettings settings;
    private final HostBeans host;
    private final DaoRegistry daos;
    private final Partitions partitions;
    private final Clock clock;
    private final TelemedEvents events;

    private final FhirContext context;
    private final LocalReferences references;
    private final EncounterReader reader;
    private final VideoAccount account;
    private final VideoProvider provider;
    private final RoomNaming naming;
    private final RoomLiveness liveness;
    private final RoomOpener opener;
    private final MembershipRule membershipRule;
    private final KeyedIds ids;
    private final AuditEventStore auditEvents;
    private final AuditEventIdentityRecords records;
    private final AuditTrailWiring auditWiring;
    private final Optional<QueuedAuditTrail> trail;
    private final AuditTrail audit;
    private final VisitStatusWiring status;
    private final WaitingRoomWiring waitingRoom;
    private final GuestWiring guests;
    private final Optional<InvitationSender> invitationSender;

    /** Takes settings that are sound. */
    TelemedWiring(
            TelemedProperties properties,
            VideoVendor vendor,
            HostBeans host,
            Optional<AuditEntryStore> hostAudit,
            Optional<InvitationSender> invitationSender,
            Clock clock,
            TelemedEvents events,
            RequestThreadContext threads) {
        this.properties = properties;
        this.settings = new ComponentSettings(properties);
        this.host = host;
        this.daos = host.daos();
        this.partitions = host.partitions();
        this.clock = clock;
        this.events = events;
        this.context = daos.getSystemDao().getContext();
        this.references = localReferences(properties, host.storage());
        this.reader = new EncounterReader(
                context, virtualServices(context, vendor), references, properties.zone(), partitions::of);
        this.account = vendor.account(settings.statusCallback(vendor), settings.rooms(), clock, events);
        this.provider = account.forUsers();
        this.naming = settings.naming(vendor::isRoomId);
        this.liveness = new RoomLiveness(provider, naming, clock);
        this.opener = new RoomOpener(provider, naming, liveness, events);
        this.membershipRule = new MembershipRule(
                new JpaRoleAndGroupResolver(
                        daos, new RoleAndGroupReader(context, references, properties.zone()), partitions),
                properties.join().early());
        this.ids = new KeyedIds(account.hashes());
        this.auditEvents = new AuditEventStore(daos, context, partitions, new AuditEventFailures(events));
        this.records = new AuditEventIdentityRecords(auditEvents, ids, context, properties.fhirBase(), clock);
        this.auditWiring = new AuditTrailWiring(
                properties, daos, host.transactions(), partitions, references, ids, records, events, clock);
        this.trail = auditWiring.trail(hostAudit);
        this.audit = trail.map(AuditTrail.class::cast).orElse(AuditTrail.NONE);
        this.status = new VisitStatusWiring(properties, account, threads, events, clock);
        this.waitingRoom = new WaitingRoomWiring(
                properties, daos, context, partitions, ids, membershipRule, host.database(), status::changed, clock);
        this.guests = new GuestWiring(
                properties,
                host,
                context,
                references,
                reader,
                membershipRule,
                waitingRoom,
                new VideoIdentities(account.hashes()),
                clock,
                events);
        this.invitationSender = invitationSender;
    }

    /**
     * The configured plugin.
     *
     * @param callers makes the host's caller resolver from our claim reader
     */
    TelemedPlugin wired(Function<ClaimReader, CallerResolver> callers) {
        AuditEventAttendanceLog attendance =
                new AuditEventAttendanceLog(auditEvents, ids, records, context, properties.fhirBase(), clock);
        VisitStatus visits = status.wired(
                naming,
                host.database(),
                account.callbacks().map(callbacks -> status.attendance(auditEvents, attendance, context)),
                waitingRoom.changes());
        CallerResolver resolver =
                callers.apply(new ClaimReader(properties.security().profileClaims(), references));
        RequestActors actors = new RequestActors(resolver);
        RoomReconciliation reconciliation = reconciliation(attendance).wired();
        ReadTelemedStatus readStatus = status.readStatus(membershipRule, waitingRoom.room(), liveness, records);
        AppointmentWiring appointments = appointments(reconciliation);
        RequestAudit requestAudit = new RequestAudit(audit, actors);
        return TelemedPlugin.ready(
                operations(resolver, requestAudit, readStatus, reconciliation.trigger(), appointments),
                provider,
                reconciliation,
                appointments.interceptor(),
                visits,
                trail,
                auditWiring.accessAudit(actors),
                guests.services(readStatus, issueToken(reconciliation.trigger()), status.streams(), audit));
    }

    private RoomReconciliationWiring reconciliation(AuditEventAttendanceLog attendance) {
        return new RoomReconciliationWiring(
                properties,
                daos,
                context,
                reader,
                account,
                status::tracked,
                naming,
                liveness,
                membershipRule,
                waitingRoom,
                records,
                attendance,
                partitions,
                audit,
                clock);
    }

    private AppointmentWiring appointments(RoomReconciliation rooms) {
        AppointmentWiring appointments = new AppointmentWiring(
                daos, context, reader, references, properties.zone(), ids, partitions, rooms.queue(), clock);
        if (!properties.sweep().dryRun()) {
            appointments.sweepAfter(rooms.sweepSchedule());
        }
        return appointments;
    }

    private TelemedOperationProvider operations(
            CallerResolver resolver,
            RequestAudit requestAudit,
            ReadTelemedStatus readStatus,
            ReconcileTrigger trigger,
            AppointmentWiring appointments) {
        OperationRequests requests = new OperationRequests(
                context,
                daos,
                host.storage(),
                host.hooks(),
                reader,
                references,
                resolver,
                settings.rateLimit(),
                partitions,
                host.inlineReferences(),
                requestAudit,
                properties.limits().body().toBytes());
        DecideAdmission decideAdmission = waitingRoom.decideAdmission(trigger::reconcileSoon);
        CreateTelemedRoom createRoom = createRoom();
        RefusalCountingHandler.Listener refusals = requestAudit.refusalsOf(TelemedOperationProvider.CREATE);
        RefusalCountingHandler.Listener refusedCreates = (request, id, reason) -> {
            events.roomRefused(reason);
            refusals.refused(request, id, reason);
        };
        OperationHandlers handlers = new OperationHandlers()
                .add(
                        TelemedOperationProvider.CREATE,
                        new CreateTelemedRoomOperation(requests, createRoom, new IdempotentIds(account.hashes())),
                        refusedCreates)
                .add(
                        TelemedOperationProvider.CREATE_BY_APPOINTMENT,
                        appointments.operation(requests, createRoom, new CallerRights(host.hooks())),
                        refusedCreates)
                // TelemedTokenOperation reports its refusals itself
                .add(
                        TelemedOperationProvider.TOKEN,
                        new TelemedTokenOperation(requests, issueToken(trigger), context, events, requestAudit),
                        (request, id, reason) -> {})
                .add(
                        TelemedOperationProvider.END,
                        new EndTelemedRoomOperation(requests, new EndTelemedRoom(provider, naming, liveness)),
                        requestAudit.refusalsOf(TelemedOperationProvider.END))
                .add(
                        TelemedOperationProvider.STATUS,
                        status.operation(requests, readStatus, context),
                        (request, id, reason) -> events.statusRefused(reason))
                .add(
                        TelemedOperationProvider.ADMIT,
                        AdmissionOperation.admitting(requests, decideAdmission, readStatus, context, requestAudit),
                        requestAudit.refusalsOf(TelemedOperationProvider.ADMIT))
                .add(
                        TelemedOperationProvider.DISMISS,
                        AdmissionOperation.dismissing(requests, decideAdmission, readStatus, context, requestAudit),
                        requestAudit.refusalsOf(TelemedOperationProvider.DISMISS))
                .add(
                        TelemedOperationProvider.INVITE,
                        guests.invitation(requests, invitationSender, requestAudit),
                        requestAudit.refusalsOf(TelemedOperationProvider.INVITE));
        return new TelemedOperationProvider(
                handlers.all(),
                new OperationErrorTranslation(context),
                List.of(new RefusedOperationInterceptor(requestAudit), status.interceptor(context)));
    }

    private CreateTelemedRoom createRoom() {
        return new CreateTelemedRoom(
                opener, liveness, naming, properties.rooms().maxParticipants());
    }

    private IssueTelemedToken issueToken(ReconcileTrigger trigger) {
        return new IssueTelemedToken(
                membershipRule,
                waitingRoom.room(),
                liveness,
                new RoomReopener(opener, properties.rooms().maxParticipants()),
                account.tokens(),
                new VideoIdentities(account.hashes()),
                records,
                trigger::tokenIssued,
                clock,
                settings.tokens());
    }

    /** Reads and writes the rooms of that vendor. */
    static VirtualServiceMapper virtualServices(FhirContext context, VideoVendor vendor) {
        return new VirtualServiceMapper(context, vendor.channelType(), vendor::isRoomId);
    }

    /** Reads references to this server: with its own base, or one that the host treats as local. */
    static LocalReferences localReferences(TelemedProperties properties, JpaStorageSettings storage) {
        return new LocalReferences(
                Stream.concat(Stream.of(properties.fhirBase()), storage.getTreatBaseUrlsAsLocal().stream())
                        .toList());
    }
}

package org.telemed.plugin.wiring;

import ca.uhn.fhir.context.FhirContext;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.audit.AuditTrail;
import org.telemed.core.caller.VideoIdentities;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.guest.GuestAdmissions;
import org.telemed.core.guest.GuestSessions;
import org.telemed.core.guest.RedeemInvitation;
import org.telemed.core.invitation.GuestListing;
import org.telemed.core.invitation.InvitationSender;
import org.telemed.core.invitation.InviteGuest;
import org.telemed.core.invitation.SendInvitation;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.status.ReadTelemedStatus;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.caller.CallerRights;
import org.telemed.hapi.encounter.EncounterRepository;
import org.telemed.hapi.encounter.JpaEncounterStates;
import org.telemed.hapi.encounter.ServerEncounterAccess;
import org.telemed.hapi.guest.CommunicationRecords;
import org.telemed.hapi.guest.GuestApi;
import org.telemed.hapi.guest.GuestAudit;
import org.telemed.hapi.guest.GuestServices;
import org.telemed.hapi.guest.GuestVisit;
import org.telemed.hapi.guest.JpaEncounterGuests;
import org.telemed.hapi.operation.InviteGuestOperation;
import org.telemed.hapi.operation.OperationHandler;
import org.telemed.hapi.operation.OperationRequests;
import org.telemed.hapi.operation.RequestAudit;
import org.telemed.hapi.stream.StatusStreams;
import org.telemed.hapi.waiting.TaskGuestAdmissions;
import org.telemed.plugin.host.HostBeans;
import org.telemed.plugin.settings.TelemedProperties;

/** Builds the invitations of guests, and what their endpoints call. */
final class GuestWiring {
    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.guest");

    private final TelemedProperties properties;
    private final HostBeans host;
    private final FhirContext context;
    private final LocalReferences references;
    private final EncounterReader reader;
    private final EncounterRepository repository;
    private final MembershipRule membershipRule;
    private final WaitingRoomWiring waitingRoom;
    private final VideoIdentities identities;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final TelemedEvents events;

    GuestWiring(
            TelemedProperties properties,
            HostBeans host,
            FhirContext context,
            LocalReferences references,
            EncounterReader reader,
            MembershipRule membershipRule,
            WaitingRoomWiring waitingRoom,
            VideoIdentities identities,
            Clock clock,
            TelemedEvents events) {
        this.properties = properties;
        this.host = host;
        this.context = context;
        this.references = references;
        this.reader = reader;
        this.repository = new EncounterRepository(host.daos(), context, host.partitions(), reader.virtualServices());
        this.membershipRule = membershipRule;
        this.waitingRoom = waitingRoom;
        this.identities = identities;
        this.clock = clock;
        this.events = events;
    }

    /** @param sender empty if this server sends nothing */
    OperationHandler<IBaseParameters> invitation(
            OperationRequests requests, Optional<InvitationSender> sender, RequestAudit audit) {
        if (!properties.guests().enabled()) {
            return (request, id, body) -> {
                throw TelemedException.because(
                        Reason.NOT_FOUND,
                        "This server takes no guests. Its operator can switch them on: telemed.guests.enabled=true.");
            };
        }
        JpaEncounterGuests.Services services = new JpaEncounterGuests.Services(
                context,
                host.daos(),
                host.transactions(),
                repository,
                new CallerRights(host.hooks()),
                host.partitions(),
                references);
        return new InviteGuestOperation(
                requests, inviteGuest(sender), request -> new JpaEncounterGuests(services, request), context, audit);
    }

    private InviteGuest inviteGuest(Optional<InvitationSender> sender) {
        return new InviteGuest(
                waitingRoom.access(),
                new GuestListing(waitingRoom.admissions(), membershipRule, waitingRoom.moderators(), clock),
                waitingRoom.admissions(),
                new SendInvitation(
                        sender,
                        new CommunicationRecords(host.daos(), context, host.partitions()),
                        failed -> LOG.warn("An invitation could not be sent: {}", failed.message()),
                        clock),
                URI.create(properties.publicBase() + "/join"),
                random,
                clock);
    }

    GuestServices services(
            ReadTelemedStatus readStatus, IssueTelemedToken issueToken, StatusStreams streams, AuditTrail trail) {
        GuestAdmissions guests = new TaskGuestAdmissions(waitingRoom.admissions());
        GuestAudit audit = new GuestAudit(trail);
        GuestSessions sessions = new GuestSessions(
                guests,
                new JpaEncounterStates(host.daos(), context, reader, host.partitions()),
                membershipRule,
                identities,
                clock);
        return new GuestServices(
                sessions,
                new RedeemInvitation(guests, waitingRoom.admissions(), sessions, random),
                new GuestVisit(
                        context,
                        sessions,
                        readStatus,
                        issueToken,
                        writes -> new ServerEncounterAccess(repository, reader, writes),
                        streams,
                        audit,
                        events),
                audit,
                URI.create(properties.publicBase()).getPath() + GuestApi.PATH);
    }
}

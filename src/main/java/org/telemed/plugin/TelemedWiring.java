package org.telemed.plugin;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.participant.ClaimReader;
import org.telemed.core.participant.LocalReferences;
import org.telemed.core.participant.Participants;
import org.telemed.core.room.CreateTelemedRoom;
import org.telemed.core.room.IdempotentIds;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.room.RoomOpener;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.core.video.VideoProvider;
import org.telemed.fhir.EncounterReader;
import org.telemed.fhir.StandInReader;
import org.telemed.hapi.AuditEventIssueRecords;
import org.telemed.hapi.CallerResolver;
import org.telemed.hapi.CreateTelemedRoomOperation;
import org.telemed.hapi.DaoStandIns;
import org.telemed.hapi.ErrorTranslation;
import org.telemed.hapi.TelemedOperations;
import org.telemed.hapi.TelemedRequests;
import org.telemed.hapi.TelemedTokenOperation;
import org.telemed.twilio.SharedAccount;
import org.telemed.twilio.TwilioAccount;
import org.telemed.twilio.TwilioRooms;
import org.telemed.twilio.TwilioTokens;

/** Puts the parts together for one host. */
final class TelemedWiring {
    private final TelemedProperties properties;
    private final DaoRegistry daos;
    private final JpaStorageSettings storage;
    private final IInterceptorService hooks;
    private final Clock clock;
    private final TelemedEvents events;

    TelemedWiring(
            TelemedProperties properties,
            DaoRegistry daos,
            JpaStorageSettings storage,
            IInterceptorService hooks,
            Clock clock,
            TelemedEvents events) {
        this.properties = properties;
        this.daos = daos;
        this.storage = storage;
        this.hooks = hooks;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Ready to serve.
     *
     * @param callers makes the host's way to tell who calls out of ours to read claims
     * @throws IllegalArgumentException naming the settings that are missing or wrong
     */
    Telemed wired(FhirContext context, Function<ClaimReader, CallerResolver> callers) {
        TelemedSettings settings = new TelemedSettings(properties);
        settings.requireSound();
        LocalReferences references = references();
        VideoProvider provider = account(settings).forUsers();
        RoomNaming naming = settings.naming();
        RoomLiveness liveness = new RoomLiveness(provider, naming, clock);
        TelemedRequests requests = new TelemedRequests(
                context,
                daos,
                storage,
                hooks,
                new EncounterReader(context, references, properties.zone()),
                references,
                callers.apply(new ClaimReader(properties.security().profileClaims(), references)),
                properties.limits().body().toBytes());
        return Telemed.ready(
                new TelemedOperations(
                        new CreateTelemedRoomOperation(
                                requests,
                                createRoom(provider, naming, liveness),
                                new IdempotentIds(new TwilioTokens(settings.account()))),
                        new TelemedTokenOperation(
                                requests, issueToken(context, settings, references, liveness), context, events),
                        new ErrorTranslation(context)),
                provider);
    }

    private SharedAccount account(TelemedSettings settings) {
        TwilioAccount account = settings.account();
        return new SharedAccount(
                new TwilioRooms(account, settings.rooms()), settings.rateShare(), account.timeLimit(), clock, events);
    }

    private LocalReferences references() {
        return new LocalReferences(
                Stream.concat(Stream.of(properties.fhirBase()), storage.getTreatBaseUrlsAsLocal().stream())
                        .toList());
    }

    private CreateTelemedRoom createRoom(VideoProvider provider, RoomNaming naming, RoomLiveness liveness) {
        return new CreateTelemedRoom(
                new RoomOpener(provider, naming, liveness, events),
                liveness,
                naming,
                properties.rooms().maxParticipants());
    }

    private IssueTelemedToken issueToken(
            FhirContext context, TelemedSettings settings, LocalReferences references, RoomLiveness liveness) {
        return new IssueTelemedToken(
                new Participants(
                        new DaoStandIns(daos, new StandInReader(context, references, properties.zone())),
                        properties.join().early()),
                liveness,
                new TwilioTokens(settings.account()),
                new AuditEventIssueRecords(daos, context, properties.fhirBase(), clock),
                clock,
                settings.tokens());
    }
}

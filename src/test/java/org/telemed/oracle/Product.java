package org.telemed.oracle;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.dao.TolerantJsonParser;
import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.ClaimReader;
import org.telemed.core.caller.InMemoryIdentityRecords;
import org.telemed.core.caller.VideoIdentities;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.membership.RoleAndGroupResolver;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.room.RoomOpener;
import org.telemed.core.token.IssueTelemedToken;
import org.telemed.core.token.IssueTelemedToken.SideEffects;
import org.telemed.core.token.RoomReopener;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.LegibleTokenSigner;
import org.telemed.core.video.VideoToken;
import org.telemed.core.waiting.InMemoryAdmissions;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.fhir.encounter.RoleAndGroupReader;
import org.telemed.fhir.encounter.VirtualServiceMapper;
import org.telemed.oracle.Outcome.Kind;
import org.telemed.twilio.TwilioVideoAccount;
import org.telemed.twilio.http.TwilioSid;

/** Asks the product: its readers and rules, wired as in the plugin, on resources parsed as HAPI's JPA server parses stored ones. */
final class Product {
    private static final RoomNaming NAMING =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);

    private final FhirContext context;
    private final VirtualServiceMapper virtualServices;
    private final LocalReferences references = new LocalReferences(Case.LOCAL_BASES);
    private final ClaimReader claims = new ClaimReader(Case.PROFILE_CLAIMS, references);
    private final Map<ZoneId, EncounterReader> encounters = new HashMap<>();
    private final Map<ZoneId, RoleAndGroupReader> rolesAndGroups = new HashMap<>();

    Product(FhirContext context) {
        this.context = context;
        this.virtualServices = new VirtualServiceMapper(context, TwilioVideoAccount.CHANNEL_TYPE, TwilioSid::isRoom);
    }

    Outcome outcome(Case asked) {
        TelemedEncounter encounter = encounters
                .computeIfAbsent(asked.zone(), zone -> new EncounterReader(context, virtualServices, references, zone))
                .read(parsed(asked.encounter()));
        Caller caller = claims.callerOf(asked.claims());
        MembershipRule membershipRule = new MembershipRule(resolver(asked), asked.early());
        try {
            VideoToken token = useCase(asked, membershipRule)
                    .issue(
                            stored(encounter),
                            encounter.id(),
                            caller,
                            asked.reopen() ? SideEffects.ALLOWED : SideEffects.FORBIDDEN);
            return Outcome.at(Kind.TOKEN, token.expires());
        } catch (TelemedException refused) {
            return Refusals.read(
                    refused,
                    caller.profile()
                            .map(person ->
                                    membershipRule.membershipOf(person, "", encounter.participants(), asked.now()))
                            .orElse(null));
        }
    }

    private IBaseResource parsed(Map<String, Object> resource) {
        return TolerantJsonParser.createWithLenientErrorHandling(context, null).parseResource(Json.write(resource));
    }

    /** Finds the stored PractitionerRoles and Groups, as the one that searches the repository does. */
    private RoleAndGroupResolver resolver(Case asked) {
        RoleAndGroupReader reader =
                rolesAndGroups.computeIfAbsent(asked.zone(), zone -> new RoleAndGroupReader(context, references, zone));
        Map<ResourceReference, List<Participant>> read = new HashMap<>();
        return (partition, wanted) -> {
            Map<ResourceReference, List<Participant>> found = new HashMap<>();
            for (Map<String, Object> resource : asked.others()) {
                ResourceReference reference =
                        new ResourceReference((String) resource.get("resourceType"), (String) resource.get("id"));
                if (wanted.contains(reference)) {
                    found.put(reference, read.computeIfAbsent(reference, key -> reader.membersOf(parsed(resource))));
                }
            }
            return found;
        };
    }

    private static InMemoryEncounters stored(TelemedEncounter read) {
        return new InMemoryEncounters(new EncounterFixture(
                read.id(),
                read.version(),
                read.lastUpdated(),
                read.phase(),
                read.start(),
                read.participants(),
                read.virtualService()));
    }

    private static IssueTelemedToken useCase(Case asked, MembershipRule membershipRule) {
        SettableClock clock = new SettableClock(asked.now());
        LegibleTokenSigner signer = new LegibleTokenSigner();
        InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
        var room = provider.opened((String) asked.encounter().get("id"), InMemoryVideoProvider.CALLBACK);
        if (asked.room() != Case.Room.LIVES) {
            provider.ended(room.id());
        }
        RoomLiveness liveness = new RoomLiveness(provider, NAMING, clock);
        return new IssueTelemedToken(
                membershipRule,
                InMemoryAdmissions.noWaitingRoom(clock),
                liveness,
                new RoomReopener(new RoomOpener(provider, NAMING, liveness), 50),
                signer,
                new VideoIdentities(signer),
                new InMemoryIdentityRecords(),
                issuedTo -> {},
                clock,
                new IssueTelemedToken.Settings(asked.lifetime(), asked.early(), asked.hidden()));
    }
}

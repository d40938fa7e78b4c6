package org.telemed.core.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.IdentityRecords;
import org.telemed.core.caller.VideoIdentities;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.ExistenceHiding;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.NotAParticipant;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.room.RetryOnConflict;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.setting.SettingChecks;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.TokenSigner;
import org.telemed.core.video.VideoToken;
import org.telemed.core.waiting.WaitingRoom;
import org.telemed.core.waiting.WaitingRoom.Arrival;

/** Use case of {@code $telemed-token}: issues a token for an Encounter's room to a caller who is a participant. */
public final class IssueTelemedToken {
    private final MembershipRule membershipRule;
    private final WaitingRoom waitingRoom;
    private final RoomLiveness liveness;
    private final RoomReopener reopener;
    private final TokenSigner signer;
    private final VideoIdentities identities;
    private final IdentityRecords records;
    private final Consumer<String> onIssue;
    private final Clock clock;
    private final Settings settings;
    private final JoinTime joinTime;
    private final ExistenceHiding existence;

    /**
     * The settings of tokens.
     *
     * @param ttl the validity of a token, at most 24 hours
     * @param earlyJoin how long before the start of a planned visit its participants may join
     * @param hideExistence whether non-participants get the same answer as for an Encounter that does not exist
     */
    public record Settings(Duration ttl, Duration earlyJoin, boolean hideExistence) {
        private static final Duration LONGEST_TTL = Duration.ofHours(24);

        /** Every start that FHIR can say is then a possible time. */
        private static final Duration LONGEST_EARLY = Duration.ofDays(36_500);

        /** @throws org.telemed.core.setting.InvalidSettingsException for a ttl that no vendor accepts, or an impossible time */
        public Settings {
            new SettingChecks()
                    .require(
                            ttl.compareTo(Duration.ZERO) > 0 && ttl.compareTo(LONGEST_TTL) <= 0,
                            "ttl",
                            "must be more than nothing and at most 24 hours",
                            "1h")
                    .require(
                            !earlyJoin.isNegative() && earlyJoin.compareTo(LONGEST_EARLY) <= 0,
                            "earlyJoin",
                            "must be 0s (for none) to 36500 days",
                            "15m")
                    .refuseInvalid();
        }
    }

    /** @param onIssue is called with the identity of each token */
    public IssueTelemedToken(
            MembershipRule membershipRule,
            WaitingRoom waitingRoom,
            RoomLiveness liveness,
            RoomReopener reopener,
            TokenSigner signer,
            VideoIdentities identities,
            IdentityRecords records,
            Consumer<String> onIssue,
            Clock clock,
            Settings settings) {
        this.membershipRule = membershipRule;
        this.waitingRoom = waitingRoom;
        this.liveness = liveness;
        this.reopener = reopener;
        this.signer = signer;
        this.identities = identities;
        this.records = records;
        this.onIssue = onIssue;
        this.clock = clock;
        this.settings = settings;
        this.joinTime = new JoinTime(settings.earlyJoin());
        this.existence = new ExistenceHiding(settings.hideExistence());
    }

    /** Whether a request may change anything. */
    public enum SideEffects {
        /** A lapsed room is opened again and documented, and who arrives in the waiting room is recorded. */
        ALLOWED,
        /** Nothing changes; a lapsed room is refused with ROOM_LAPSED. */
        FORBIDDEN
    }

    /**
     * Issues a token for the caller.
     *
     * @throws TelemedException checked in this order: may not read the Encounter, not a participant, wrong phase, no room,
     *     not admitted, no room in progress
     */
    public VideoToken issue(EncounterAccess encounters, EncounterId id, Caller caller, SideEffects effects) {
        String identity = identities.identityOf(caller);
        return RetryOnConflict.untilUncontested(RetryOnConflict.TRIES, () -> {
            Instant now = clock.instant();
            CallerMembership member = membershipOf(encounters, id, caller, now);
            encounters.requireIfMatch(member.encounter());
            RoomId room = livingRoom(encounters, member, caller, now, effects);
            VideoToken token = signer.sign(room, identity, now, expiry(member.membership(), caller, now));
            records.ensureStored(id, caller, member.person(), identity, token.id());
            onIssue.accept(identity);
            return token;
        });
    }

    private record CallerMembership(
            TelemedEncounter encounter, ResourceReference person, Membership.Member membership) {}

    private CallerMembership membershipOf(EncounterAccess encounters, EncounterId id, Caller caller, Instant now) {
        return existence.hiding(encounters, id, () -> {
            TelemedEncounter encounter = encounters.readableByCaller(id);
            ResourceReference person = caller.profile().orElseThrow(NotAParticipant::withoutProfile);
            Membership membership =
                    membershipRule.membershipOf(person, encounter.id().partition(), encounter.participants(), now);
            return new CallerMembership(encounter, person, requireMember(membership));
        });
    }

    private static Membership.Member requireMember(Membership membership) {
        if (membership instanceof Membership.Member member) {
            return member;
        }
        if (membership instanceof Membership.TooEarly early) {
            throw JoinTime.tooEarly(early.from());
        }
        throw NotAParticipant.because(membership);
    }

    private RoomId livingRoom(
            EncounterAccess encounters, CallerMembership member, Caller caller, Instant now, SideEffects effects) {
        TelemedEncounter encounter = member.encounter();
        joinTime.requireJoinable(encounter, now);
        VirtualService service = encounter.virtualService().orElseThrow(IssueTelemedToken::noRoom);
        RoomId room = service.room().orElseThrow(IssueTelemedToken::noRoom);
        waitingRoom.requireAdmitted(
                encounter,
                member.person(),
                member.membership(),
                caller.isGuest(),
                effects == SideEffects.ALLOWED ? Arrival.RECORDED : Arrival.NOT_RECORDED);
        if (liveness.isInProgress(room, encounter.id(), encounter.version())) {
            return room;
        }
        if (effects == SideEffects.FORBIDDEN) {
            throw lapsed();
        }
        return reopener.reopen(encounters, encounter, service);
    }

    /** Also with a guest's link, but not with an access token, which its holder renews. */
    private Instant expiry(Membership.Member member, Caller caller, Instant now) {
        Instant latest = now.plus(settings.ttl());
        return Stream.of(member.until(), caller.expires().filter(end -> caller.isGuest()))
                .flatMap(Optional::stream)
                .filter(latest::isAfter)
                .min(Comparator.naturalOrder())
                .orElse(latest);
    }

    private static TelemedException noRoom() {
        return TelemedException.because(
                Reason.NO_ROOM,
                "This Encounter has no room to join. Who runs the visit can open one with $create-telemed-room.");
    }

    private static TelemedException lapsed() {
        return TelemedException.because(
                Reason.ROOM_LAPSED, "The room of this Encounter has lapsed. POST to open the room again.");
    }
}

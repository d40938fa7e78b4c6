package org.telemed.core.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.IdentityRecords;
import org.telemed.core.caller.VideoIdentities;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.ExistenceHiding;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.encounter.VisitStart;
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

/** Use case of {@code $telemed-token}: issues a token for an Encounter's room to a caller who is a participant. */
public final class IssueTelemedToken {
    private final MembershipRule membershipRule;
    private final RoomLiveness liveness;
    private final RoomReopener reopener;
    private final TokenSigner signer;
    private final VideoIdentities identities;
    private final IdentityRecords records;
    private final Clock clock;
    private final Settings settings;
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

        /** @throws org.telemed.core.setting.InvalidSettingsException for a ttl that no vendor accepts, or a negative time */
        public Settings {
            new SettingChecks()
                    .require(
                            ttl.compareTo(Duration.ZERO) > 0 && ttl.compareTo(LONGEST_TTL) <= 0,
                            "ttl",
                            "must be more than nothing and at most 24 hours",
                            "1h")
                    .require(!earlyJoin.isNegative(), "earlyJoin", "must not be negative (0s for none)", "15m")
                    .refuseInvalid();
        }
    }

    public IssueTelemedToken(
            MembershipRule membershipRule,
            RoomLiveness liveness,
            RoomReopener reopener,
            TokenSigner signer,
            VideoIdentities identities,
            IdentityRecords records,
            Clock clock,
            Settings settings) {
        this.membershipRule = membershipRule;
        this.liveness = liveness;
        this.reopener = reopener;
        this.signer = signer;
        this.identities = identities;
        this.records = records;
        this.clock = clock;
        this.settings = settings;
        this.existence = new ExistenceHiding(settings.hideExistence());
    }

    /** What to do if the room of an open visit has lapsed. */
    public enum IfLapsed {
        /** Open it again and document the new one. */
        REOPEN,
        /** Refuse with ROOM_LAPSED, and change nothing. */
        REFUSE
    }

    /**
     * Issues a token for the caller.
     *
     * @throws TelemedException checked in this order: may not read the Encounter, not a participant, wrong phase, no
     *     room in progress
     */
    public VideoToken issue(EncounterAccess encounters, EncounterId id, Caller caller, IfLapsed ifLapsed) {
        String identity = identities.identityOf(caller);
        return RetryOnConflict.untilUncontested(RetryOnConflict.TRIES, () -> {
            Instant now = clock.instant();
            Admission admission = admit(encounters, id, caller, now);
            encounters.requireIfMatch(admission.encounter());
            RoomId room = livingRoom(encounters, admission.encounter(), now, ifLapsed);
            VideoToken token = signer.sign(room, identity, now, expiry(admission.membership(), now));
            records.ensureStored(id, caller, admission.person(), identity, token.id());
            return token;
        });
    }

    private record Admission(TelemedEncounter encounter, ResourceReference person, Membership.Member membership) {}

    private Admission admit(EncounterAccess encounters, EncounterId id, Caller caller, Instant now) {
        return existence.hiding(encounters, id, () -> {
            TelemedEncounter encounter = encounters.readableByCaller(id);
            ResourceReference person = caller.profile().orElseThrow(NotAParticipant::withoutProfile);
            Membership membership =
                    membershipRule.membershipOf(person, encounter.id().partition(), encounter.participants(), now);
            return new Admission(encounter, person, requireMember(membership));
        });
    }

    private static Membership.Member requireMember(Membership membership) {
        if (membership instanceof Membership.Member member) {
            return member;
        }
        if (membership instanceof Membership.TooEarly early) {
            throw tooEarly(early.from());
        }
        throw NotAParticipant.because(membership);
    }

    private RoomId livingRoom(EncounterAccess encounters, TelemedEncounter encounter, Instant now, IfLapsed ifLapsed) {
        requireJoinable(encounter, now);
        VirtualService service = encounter
                .virtualService()
                .filter(documented -> documented.room().isPresent())
                .orElseThrow(IssueTelemedToken::noRoom);
        RoomId room = service.room().orElseThrow(IssueTelemedToken::noRoom);
        if (liveness.isInProgress(room, encounter.id(), encounter.version())) {
            return room;
        }
        if (ifLapsed == IfLapsed.REFUSE) {
            throw lapsed();
        }
        return reopener.reopen(encounters, encounter, service);
    }

    private void requireJoinable(TelemedEncounter encounter, Instant now) {
        if (!encounter.phase().allowsRoom()) {
            throw TelemedException.because(
                    Reason.ENCOUNTER_CLOSED, "This Encounter is over, called off or of unknown status.");
        }
        if (encounter.phase() == EncounterPhase.PLANNED) {
            requireBegun(encounter.start(), now);
        }
    }

    private void requireBegun(VisitStart start, Instant now) {
        if (start instanceof VisitStart.Unreadable unreadable) {
            throw TelemedException.because(
                    Reason.TOO_EARLY,
                    "When this visit begins cannot be read: " + unreadable.element()
                            + " is no valid time. Ask who runs the visit to correct it, or to begin the visit.");
        }
        start.joinableFrom(settings.earlyJoin()).filter(now::isBefore).ifPresent(opens -> {
            throw tooEarly(opens);
        });
    }

    private Instant expiry(Membership.Member member, Instant now) {
        Instant latest = now.plus(settings.ttl());
        return member.until().filter(latest::isAfter).orElse(latest);
    }

    private static TelemedException tooEarly(Instant from) {
        return TelemedException.because(Reason.TOO_EARLY, "It is too early to join. Ask again from " + from + " on.");
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

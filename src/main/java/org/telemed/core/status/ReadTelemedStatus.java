package org.telemed.core.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.IdentityRecords;
import org.telemed.core.encounter.EncounterAccess;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.ExistenceHiding;
import org.telemed.core.encounter.ShownEncounter;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.NotAParticipant;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.video.RoomId;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admittance;
import org.telemed.core.waiting.WaitingRoom;

/** Use case of {@code $telemed-status}: reads the status of a visit for one caller, and changes nothing. */
public final class ReadTelemedStatus {
    private final MembershipRule membershipRule;
    private final WaitingRoom waitingRoom;
    private final boolean hasGuests;
    private final StatusRule rule;
    private final RoomStates rooms;
    private final PeopleInCall people;
    private final Clock clock;
    private final ExistenceHiding existence;

    /**
     * @param hasGuests whether people may be invited as guests, who wait in every visit
     * @param earlyJoin how long before the start of a planned visit its participants may join
     * @param hideExistence whether non-participants get the same answer as for an Encounter that does not exist
     */
    public ReadTelemedStatus(
            MembershipRule membershipRule,
            WaitingRoom waitingRoom,
            boolean hasGuests,
            RoomLiveness liveness,
            RoomPresence presence,
            IdentityRecords records,
            Clock clock,
            Duration earlyJoin,
            boolean hideExistence) {
        this.membershipRule = membershipRule;
        this.waitingRoom = waitingRoom;
        this.hasGuests = hasGuests;
        this.rule = new StatusRule(earlyJoin);
        this.rooms = new RoomStates(liveness, clock);
        this.people = new PeopleInCall(presence, records, clock);
        this.clock = clock;
        this.existence = new ExistenceHiding(hideExistence);
    }

    /**
     * The status as that caller may know it. The vendor's failures show as the last known state, never as an error.
     *
     * @throws org.telemed.core.error.TelemedException may not read the Encounter; neither a participant, nor allowed to
     *     update it
     */
    public TelemedStatus read(EncounterAccess encounters, EncounterId id, Caller caller) {
        Instant now = clock.instant();
        Viewer viewer = existence.hiding(encounters, id, () -> viewer(encounters, id, caller, now));
        return status(viewer, now);
    }

    /** @param self the caller as a participant; empty for one who may only update the Encounter */
    private record Viewer(ShownEncounter shown, Optional<Self> self, boolean moderates, boolean seesPeople) {
        TelemedEncounter encounter() {
            return shown.unmasked();
        }
    }

    private record Self(ResourceReference person, Membership membership, boolean isGuest) {}

    private Viewer viewer(EncounterAccess encounters, EncounterId id, Caller caller, Instant now) {
        ShownEncounter shown = encounters.shownToCaller(id);
        Optional<Self> self =
                caller.profile().map(person -> new Self(person, membership(person, shown, now), caller.isGuest()));
        Optional<Self> listed = self.filter(known -> isListed(known.membership()));
        boolean moderates = listed.filter(known -> !known.isGuest()
                        && waitingRoom.rule().moderators().isModerator(known.person(), known.membership()))
                .isPresent();
        boolean seesPeople = moderates || encounters.isUpdatableByCaller(id);
        if (listed.isEmpty() && !seesPeople) {
            throw self.map(known -> NotAParticipant.because(known.membership()))
                    .orElseGet(NotAParticipant::withoutProfile);
        }
        return new Viewer(shown, listed, moderates, seesPeople);
    }

    private Membership membership(ResourceReference person, ShownEncounter shown, Instant now) {
        TelemedEncounter encounter = shown.unmasked();
        return membershipRule.membershipOf(person, encounter.id().partition(), encounter.participants(), now);
    }

    /** Where existence is hidden, an Encounter is unknown to whoever is no participant now. */
    private boolean isListed(Membership membership) {
        return membership instanceof Membership.Member
                || (!existence.enabled()
                        && (membership instanceof Membership.TooEarly || membership instanceof Membership.Left));
    }

    private TelemedStatus status(Viewer viewer, Instant now) {
        TelemedEncounter encounter = viewer.encounter();
        RoomState room = rooms.of(encounter);
        Attendance attendance = attendance(encounter, room);
        AdmissionView admissions = admissions(viewer);
        Optional<ParticipantState> state = viewer.self().map(self -> {
            Admittance admittance = admissions.of(self.person(), self.membership(), self.isGuest());
            boolean connected = attendance.isIn(self.person());
            return rule.stateOf(encounter, self.membership(), room, admittance, connected, now);
        });
        StatusTimes times = new StatusTimes(rule, encounter, now);
        viewer.self().ifPresent(self -> times.add(self.membership()));
        StatusOfPeople list = new StatusOfPeople(membershipRule, rule, encounter, room, admissions, attendance, now);
        return new TelemedStatus(
                state,
                state.filter(ParticipantState.TOO_EARLY::equals)
                        .flatMap(early -> viewer.self())
                        .flatMap(self -> rule.joinableFrom(encounter, self.membership(), now)),
                room,
                viewer.moderates(),
                viewer.seesPeople() ? list.of(viewer.shown().visibleEntries().get(), times) : List.of(),
                isLast(encounter, state),
                times.next(presenceStaleAt(encounter, room)));
    }

    private static boolean isLast(TelemedEncounter encounter, Optional<ParticipantState> state) {
        return encounter.phase() == EncounterPhase.CLOSED
                || state.filter(ParticipantState.LEFT::equals).isPresent();
    }

    /** Read only where somebody may have to be admitted. */
    private AdmissionView admissions(Viewer viewer) {
        TelemedEncounter encounter = viewer.encounter();
        boolean needed = waitingRoom.rule().hasWaitingRoom(encounter)
                || (hasGuests && viewer.seesPeople())
                || viewer.self()
                        .filter(self -> self.isGuest() || waitingRoom.rule().mayHaveBeenDismissed(self.person()))
                        .isPresent();
        return new AdmissionView(
                waitingRoom.rule(),
                encounter,
                needed && encounter.phase().allowsRoom()
                        ? waitingRoom.admissionsTo(encounter).stream()
                                .collect(Collectors.toMap(Admission::person, admission -> admission, (a, b) -> a))
                        : Map.of());
    }

    private Attendance attendance(TelemedEncounter encounter, RoomState room) {
        return roomIfOpen(encounter, room)
                .map(id -> people.in(encounter.id(), id))
                .orElse(Attendance.NOBODY);
    }

    private Optional<Instant> presenceStaleAt(TelemedEncounter encounter, RoomState room) {
        return roomIfOpen(encounter, room).map(id -> people.staleAt(encounter.id(), id));
    }

    private static Optional<RoomId> roomIfOpen(TelemedEncounter encounter, RoomState room) {
        return room == RoomState.OPEN ? encounter.virtualService().flatMap(VirtualService::room) : Optional.empty();
    }
}

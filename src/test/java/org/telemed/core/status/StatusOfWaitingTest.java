package org.telemed.core.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.InMemoryIdentityRecords;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.InMemoryEncounters.Right;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admission.Invitation;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.core.waiting.Admissions;
import org.telemed.core.waiting.InMemoryAdmissions;

/** {@code $telemed-status} in visits with a waiting room, and with guests. */
class StatusOfWaitingTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final ResourceReference ROSA = new ResourceReference("RelatedPerson", "rosa");
    private static final Duration EARLY = Duration.ofMinutes(15);

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryAdmissions admissions = new InMemoryAdmissions();
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final RoomLiveness liveness = new RoomLiveness(provider, naming, clock);
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final InMemoryIdentityRecords records = new InMemoryIdentityRecords();
    private RoomId room;

    private ReadTelemedStatus status(boolean hasGuests) {
        return status(hasGuests, admissions);
    }

    private ReadTelemedStatus status(boolean hasGuests, Admissions stored) {
        RoomPresence presence = new RoomPresence(provider, clock, false, new RoomPresence.Watched() {
            @Override
            public boolean isWatched(EncounterId encounter) {
                return false;
            }

            @Override
            public int number() {
                return 0;
            }
        });
        return new ReadTelemedStatus(
                new MembershipRule(new InMemoryRoleAndGroupResolver(), EARLY),
                InMemoryAdmissions.waitingRoom(false, stored, clock),
                hasGuests,
                liveness,
                presence,
                records,
                clock,
                EARLY,
                false);
    }

    @BeforeEach
    void aVisitWithAWaitingRoom() {
        Room opened = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
        room = opened.id();
        liveness.opened(opened);
        liveness.rememberDocumented(opened.id(), "1");
        encounters.put(visit(true));
        records.known(VISIT, JANE, "user-jane");
        encounters.callerMayNot(Right.UPDATE);
    }

    private EncounterFixture visit(boolean waitingRoom) {
        return anEncounterWith(ADAM, JANE, ROSA)
                .with(VirtualService.documenting(room, 10).withWaitingRoom(Optional.of(waitingRoom)));
    }

    @Test
    void who_has_to_be_let_in_waits_before_they_ask_and_after() {
        assertThat(stateOf(JANE)).contains(ParticipantState.WAITING);
        assertThat(stateOf(ADAM)).contains(ParticipantState.MAY_JOIN);
        assertThat(inList(JANE).state()).isEqualTo(ParticipantState.WAITING);
        assertThat(inList(JANE).since()).isEmpty();
        stored(JANE, AdmissionStatus.REQUESTED);
        assertThat(stateOf(JANE)).contains(ParticipantState.WAITING);
        assertThat(inList(JANE).since()).contains(NOON.minusSeconds(300));
        assertThat(inList(JANE).lastSeen()).contains(NOON.minusSeconds(60));
        assertThat(read(JANE).people()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT, WAITING",
        "ACCEPTED, MAY_JOIN",
        "REJECTED, DISMISSED",
        "CANCELLED, WAITING",
        "COMPLETED, WAITING",
    })
    void the_last_decision_counts(AdmissionStatus decision, ParticipantState state) {
        stored(JANE, decision);
        assertThat(stateOf(JANE)).contains(state);
        assertThat(inList(JANE).state()).isEqualTo(state);
        assertThat(inList(JANE).since()).as("they have not asked since").isEmpty();
    }

    @Test
    void who_was_let_in_is_in_the_call_when_they_are() {
        stored(JANE, AdmissionStatus.ACCEPTED);
        provider.joined(room, "user-jane");
        assertThat(stateOf(JANE)).contains(ParticipantState.IN_CALL);
        assertThat(inList(JANE).since()).contains(NOON);
    }

    @Test
    void who_is_still_connected_and_was_dismissed_is_dismissed() {
        stored(JANE, AdmissionStatus.REJECTED);
        provider.joined(room, "user-jane");
        assertThat(stateOf(JANE)).contains(ParticipantState.DISMISSED);
        assertThat(inList(JANE).state()).isEqualTo(ParticipantState.DISMISSED);
    }

    @Test
    void over_and_without_a_room_nobody_waits() {
        encounters.put(visit(true).closed());
        assertThat(stateOf(JANE)).contains(ParticipantState.CLOSED);
        encounters.put(visit(true).with(VirtualService.PLACEHOLDER.withWaitingRoom(Optional.of(true))));
        assertThat(stateOf(JANE)).contains(ParticipantState.NO_ROOM);
    }

    @Test
    void before_the_start_it_is_too_early_to_wait() {
        encounters.put(visit(true).plannedFor(NOON.plus(Duration.ofHours(1))));
        assertThat(stateOf(JANE)).contains(ParticipantState.TOO_EARLY);
    }

    @Test
    void guests_wait_where_nobody_else_does_and_are_marked() {
        encounters.put(visit(false));
        invited();
        assertThat(inList(ROSA).isGuest()).isTrue();
        assertThat(inList(ROSA).state()).isEqualTo(ParticipantState.WAITING);
        assertThat(inList(JANE).isGuest()).isFalse();
        assertThat(inList(JANE).state()).isEqualTo(ParticipantState.MAY_JOIN);
        TelemedStatus seen = read(guest());
        assertThat(seen.state()).contains(ParticipantState.WAITING);
        assertThat(seen.moderator()).isFalse();
        assertThat(seen.people()).isEmpty();
        assertThat(stateOf(ROSA)).as("with a login of their own").contains(ParticipantState.MAY_JOIN);
    }

    @Test
    void a_guest_who_is_connected_and_may_be_by_a_login_of_their_own_is_in_the_call() {
        encounters.put(visit(false));
        invited();
        records.known(VISIT, ROSA, "user-rosa");
        provider.joined(room, "user-rosa");
        assertThat(inList(ROSA).state()).isEqualTo(ParticipantState.IN_CALL);
        encounters.put(visit(true));
        assertThat(inList(ROSA).state()).as("where everybody waits").isEqualTo(ParticipantState.WAITING);
    }

    @Test
    void a_guest_moderates_nothing_whoever_they_are() {
        Caller practitioner =
                new Caller("telemed-guest", "guest-1", Optional.of(ADAM), Optional.empty(), Optional.empty(), true);
        TelemedStatus seen = read(practitioner);
        assertThat(seen.moderator()).isFalse();
        assertThat(seen.people()).isEmpty();
        assertThat(seen.state()).contains(ParticipantState.WAITING);
    }

    @Test
    void a_person_who_was_recorded_twice_is_in_the_waiting_room_once() {
        Admissions twice = mock();
        Admission admitted = Admission.requested(VISIT, JANE, Optional.of(JANE), NOON)
                .decided(AdmissionStatus.ACCEPTED, Optional.of(ADAM));
        when(twice.findAll(VISIT)).thenReturn(List.of(admitted.storedAs("1"), admitted.storedAs("2")));
        assertThat(status(true, twice).read(encounters, VISIT, user(JANE)).state())
                .contains(ParticipantState.MAY_JOIN);
    }

    @Test
    void where_nobody_has_to_be_let_in_no_admission_is_read() {
        encounters.put(visit(false));
        status(false).read(encounters, VISIT, user(ADAM));
        status(true).read(encounters, VISIT, user(JANE));
        assertThat(admissions.reads()).isZero();
    }

    private void stored(ResourceReference person, AdmissionStatus status) {
        Admission arrived = Admission.requested(VISIT, person, Optional.of(JANE), NOON.minusSeconds(300))
                .asked(NOON.minusSeconds(60));
        admissions.store(status == AdmissionStatus.REQUESTED ? arrived : arrived.decided(status, Optional.of(ADAM)));
    }

    private void invited() {
        admissions.store(Admission.requested(VISIT, ROSA, Optional.of(JANE), NOON)
                .closed(AdmissionStatus.DRAFT)
                .invitedBy(new Invitation("hash", Optional.empty(), NOON.plusSeconds(3600))));
    }

    private Optional<ParticipantState> stateOf(ResourceReference person) {
        return read(person).state();
    }

    private PersonStatus inList(ResourceReference person) {
        List<PersonStatus> people = read(ADAM).people();
        return people.stream()
                .filter(status -> status.person().equals(person))
                .findAny()
                .orElseThrow();
    }

    private TelemedStatus read(ResourceReference person) {
        return read(user(person));
    }

    private TelemedStatus read(Caller caller) {
        return status(true).read(encounters, VISIT, caller);
    }

    private static Caller user(ResourceReference person) {
        return new Caller("https://idp.example", "user-" + person.id(), Optional.of(person), Optional.of("at-1"));
    }

    private static Caller guest() {
        return new Caller("telemed-guest", "guest-1", Optional.of(ROSA), Optional.empty(), Optional.empty(), true);
    }
}

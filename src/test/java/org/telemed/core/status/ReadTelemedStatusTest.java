package org.telemed.core.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.EVE;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterListing;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.InMemoryIdentityRecords;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.InMemoryEncounters.Right;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.waiting.InMemoryAdmissions;

class ReadTelemedStatusTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Duration EARLY = Duration.ofMinutes(15);
    private static final ResourceReference ROLE = new ResourceReference("PractitionerRole", "adam-cardiology");
    private static final ResourceReference FAMILY = new ResourceReference("Group", "family");
    private static final TelemedException DOWN = TelemedException.because(Reason.PROVIDER_DOWN, "Down.");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryAdmissions admissions = new InMemoryAdmissions();
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final RoomLiveness liveness = new RoomLiveness(provider, naming, clock);
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final InMemoryIdentityRecords records = new InMemoryIdentityRecords();
    private final InMemoryRoleAndGroupResolver roles = new InMemoryRoleAndGroupResolver();
    private boolean hasEvents;
    private boolean isWatched;
    private RoomPresence presence = presence();
    private ReadTelemedStatus status = status(false);
    private RoomId room;

    private RoomPresence presence() {
        return new RoomPresence(provider, clock, hasEvents, new RoomPresence.Watched() {
            @Override
            public boolean isWatched(EncounterId encounter) {
                return isWatched;
            }

            @Override
            public int number() {
                return isWatched ? 1 : 0;
            }
        });
    }

    private ReadTelemedStatus status(boolean hideExistence) {
        return new ReadTelemedStatus(
                new MembershipRule(roles, EARLY),
                InMemoryAdmissions.waitingRoom(false, admissions, clock),
                true,
                liveness,
                presence,
                records,
                clock,
                EARLY,
                hideExistence);
    }

    @BeforeEach
    void openTheRoom() {
        Room opened = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
        room = opened.id();
        liveness.opened(opened);
        liveness.rememberDocumented(opened.id(), "1");
        encounters.put(anEncounterWith(ADAM, JANE).withRoom(room));
        records.known(VISIT, ADAM, "user-adam");
        records.known(VISIT, JANE, "user-jane");
        encounters.callerMayNot(Right.UPDATE);
    }

    @Test
    void a_participant_learns_their_own_state_and_nothing_of_others() {
        TelemedStatus seen = read(JANE);
        assertThat(seen.state()).contains(ParticipantState.MAY_JOIN);
        assertThat(seen.room()).isEqualTo(RoomState.OPEN);
        assertThat(seen.moderator()).isFalse();
        assertThat(seen.people()).isEmpty();
        assertThat(seen.isLast()).isFalse();
    }

    @Test
    void a_moderator_sees_who_is_in_the_call_and_since_when() {
        provider.joined(room, "user-jane");
        TelemedStatus seen = read(ADAM);
        assertThat(seen.moderator()).isTrue();
        assertThat(seen.people())
                .containsExactly(
                        new PersonStatus(
                                ADAM,
                                Optional.of("The adam"),
                                Optional.of("PART"),
                                ParticipantState.MAY_JOIN,
                                Optional.empty(),
                                Optional.empty(),
                                false),
                        new PersonStatus(
                                JANE,
                                Optional.of("The jane"),
                                Optional.of("PART"),
                                ParticipantState.IN_CALL,
                                Optional.of(NOON),
                                Optional.empty(),
                                false));
        assertThat(read(JANE).state()).contains(ParticipantState.IN_CALL);
    }

    @Test
    void who_has_left_the_call_was_last_seen_then() {
        provider.joined(room, "user-jane");
        clock.advance(Duration.ofMinutes(3));
        provider.left(room, "user-jane");
        clock.advance(Duration.ofMinutes(3));
        PersonStatus jane = read(ADAM).people().get(1);
        assertThat(jane.state()).isEqualTo(ParticipantState.MAY_JOIN);
        assertThat(jane.lastSeen()).contains(NOON.plus(Duration.ofMinutes(3)));
        assertThat(jane.since()).isEmpty();
    }

    @Test
    void a_stranger_in_the_room_is_nobody() {
        provider.joined(room, "user-eve");
        records.known(VISIT, EVE, "user-eve");
        provider.joined(room, "who-is-this");
        assertThat(read(ADAM).people()).extracting(PersonStatus::state).containsOnly(ParticipantState.MAY_JOIN);
    }

    @Test
    void a_role_and_a_group_stand_for_their_people() {
        ResourceReference john = new ResourceReference("RelatedPerson", "john");
        roles.with(ROLE, new Participant(ADAM, Period.ALWAYS));
        roles.with(FAMILY, new Participant(JANE, Period.ALWAYS), new Participant(john, new Period(null, NOON)));
        encounters.put(anEncounterWith(ROLE, FAMILY).withRoom(room));
        provider.joined(room, "user-jane");
        assertThat(read(ADAM).people())
                .extracting(PersonStatus::person, PersonStatus::state)
                .containsExactly(
                        tuple(ADAM, ParticipantState.MAY_JOIN),
                        tuple(JANE, ParticipantState.IN_CALL),
                        tuple(john, ParticipantState.LEFT));
        assertThat(read(ADAM).people().get(0).display()).contains("The adam-cardiology");
        assertThat(read(JANE).state()).contains(ParticipantState.IN_CALL);
    }

    @Test
    void an_outsider_is_refused() {
        assertRefused(EVE, Reason.NOT_A_PARTICIPANT);
        encounters.callerMayNot(Right.READ);
        assertRefused(ADAM, Reason.NOT_ALLOWED);
    }

    @Test
    void a_refusal_says_what_its_reader_can_do() {
        assertThatThrownBy(() -> read(EVE)).hasMessageContaining("You are not a participant of this Encounter.");
        listJane(Period.unreadable("Encounter.participant[1].period.start"));
        assertThatThrownBy(() -> read(JANE)).hasMessageContaining("Encounter.participant[1].period.start");
    }

    @Test
    void an_answer_says_when_the_next_one_may_differ() {
        assertThat(read(JANE).changesAt()).as("when the vendor is asked again").contains(NOON.plusSeconds(5));
        listJane(new Period(null, NOON.plusSeconds(3)));
        assertThat(read(JANE).changesAt()).as("when their part ends").contains(NOON.plusSeconds(3));
        assertThat(read(ADAM).changesAt())
                .as("when the part of somebody whom they see ends")
                .contains(NOON.plusSeconds(3));
        encounters.put(anEncounterWith(ADAM, JANE));
        assertThat(read(JANE).changesAt()).as("without a room").isEmpty();
    }

    @Test
    void without_profile_nobody_is_a_participant() {
        Caller nobody = new Caller("idp", "user-adam", Optional.empty(), Optional.empty());
        TelemedException refused =
                catchThrowableOfType(TelemedException.class, () -> status.read(encounters, VISIT, nobody));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_A_PARTICIPANT);
    }

    @Test
    void an_outsider_learns_nothing_where_existence_is_hidden() {
        status = status(true);
        assertRefused(EVE, Reason.ENCOUNTER_NOT_FOUND);
        listJane(new Period(null, NOON));
        assertRefused(JANE, Reason.ENCOUNTER_NOT_FOUND);
        listJane(new Period(NOON.plus(Duration.ofHours(2)), null));
        assertRefused(JANE, Reason.ENCOUNTER_NOT_FOUND);
        encounters.delete(VISIT);
        assertRefused(ADAM, Reason.ENCOUNTER_NOT_FOUND);
    }

    @Test
    void who_may_update_the_encounter_sees_everybody_and_has_no_state() {
        InMemoryEncounters theirs = new InMemoryEncounters(encounters.get(VISIT));
        TelemedStatus seen = status.read(theirs, VISIT, caller(EVE));
        assertThat(seen.state()).isEmpty();
        assertThat(seen.moderator()).isFalse();
        assertThat(seen.people()).extracting(PersonStatus::person).containsExactly(ADAM, JANE);
        assertThat(status.read(theirs, VISIT, caller(JANE)).people()).hasSize(2);
    }

    @Test
    void whose_part_is_over_has_left_and_whose_part_cannot_be_read_is_refused() {
        listJane(new Period(null, NOON));
        assertThat(read(JANE).state()).contains(ParticipantState.LEFT);
        assertThat(read(JANE).isLast()).isTrue();
        listJane(Period.unreadable("Encounter.participant[1].period.start"));
        assertRefused(JANE, Reason.NOT_A_PARTICIPANT);
    }

    @Test
    void who_is_too_early_learns_from_when_on() {
        Instant two = Instant.parse("2030-01-01T14:00:00Z");
        listJane(new Period(two, null));
        TelemedStatus seen = read(JANE);
        assertThat(seen.state()).contains(ParticipantState.TOO_EARLY);
        assertThat(seen.from()).contains(two.minus(EARLY));
        assertThat(seen.changesAt()).isPresent();
    }

    @Test
    void a_practitioner_whose_part_has_not_begun_is_no_moderator_yet() {
        encounters.put(anEncounterListing(new Participant(ADAM, new Period(NOON.plus(Duration.ofHours(2)), null)))
                .withRoom(room));
        assertThat(read(ADAM).moderator()).isFalse();
        assertThat(read(ADAM).people()).isEmpty();
    }

    @Test
    void a_closed_visit_is_closed_and_asks_the_vendor_nothing() {
        encounters.put(anEncounterWith(ADAM, JANE).withRoom(room).closed());
        TelemedStatus seen = read(JANE);
        assertThat(seen.state()).contains(ParticipantState.CLOSED);
        assertThat(seen.room()).isEqualTo(RoomState.ENDED);
        assertThat(seen.isLast()).isTrue();
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void without_room_and_with_a_placeholder_there_is_none() {
        encounters.put(anEncounterWith(ADAM, JANE));
        assertThat(read(JANE).room()).isEqualTo(RoomState.NONE);
        encounters.put(anEncounterWith(ADAM, JANE).withPlaceholderFor(3));
        assertThat(read(JANE).room()).isEqualTo(RoomState.ENDED);
        assertThat(read(JANE).state()).contains(ParticipantState.NO_ROOM);
    }

    @Test
    void a_lapsed_room_costs_the_vendor_one_call_in_half_a_minute() {
        liveness.ended(room);
        provider.ended(room);
        for (int i = 0; i < 5; i++) {
            assertThat(read(JANE).room()).isEqualTo(RoomState.LAPSED);
            clock.advance(Duration.ofSeconds(5));
        }
        assertThat(provider.calls()).containsExactly("find " + room);
        clock.advance(Duration.ofSeconds(5));
        read(JANE);
        assertThat(provider.calls()).hasSize(2);
    }

    @Test
    void who_is_there_costs_the_vendor_one_call_in_five_seconds() {
        read(ADAM);
        read(JANE);
        clock.advance(Duration.ofSeconds(4));
        read(JANE);
        assertThat(provider.calls()).containsExactly("everyStay " + room);
        clock.advance(Duration.ofSeconds(1));
        read(JANE);
        assertThat(provider.calls()).containsExactly("everyStay " + room, "connected " + room);
    }

    @Test
    void where_callbacks_tell_a_watched_room_costs_no_more_calls() {
        hasEvents = true;
        isWatched = true;
        presence = presence();
        status = status(false);
        read(ADAM);
        clock.advance(Duration.ofMinutes(2));
        presence.received(event(RoomEvent.Kind.JOINED, "PA1", "user-jane"));
        assertThat(read(JANE).state()).contains(ParticipantState.IN_CALL);
        clock.advance(Duration.ofSeconds(10));
        presence.received(event(RoomEvent.Kind.LEFT, "PA1", "user-jane"));
        presence.received(event(RoomEvent.Kind.JOINED, "PA1", "user-jane")); // late, or twice
        assertThat(read(JANE).state()).contains(ParticipantState.MAY_JOIN);
        assertThat(provider.calls()).containsExactly("everyStay " + room);
    }

    @Test
    void what_others_ask_the_vendor_corrects_what_callbacks_missed() {
        hasEvents = true;
        isWatched = true;
        presence = presence();
        status = status(false);
        read(ADAM);
        provider.joined(room, "user-jane");
        clock.advance(Duration.ofSeconds(1));
        new PresenceTrackingProvider(provider, presence, clock).connected(room);
        assertThat(read(JANE).state()).contains(ParticipantState.IN_CALL);
        provider.left(room, "user-jane");
        new PresenceTrackingProvider(provider, presence, clock).connected(room);
        assertThat(read(JANE).state()).contains(ParticipantState.MAY_JOIN);
    }

    @Test
    void who_was_disconnected_by_us_is_out_before_a_callback_says_so() {
        hasEvents = true;
        isWatched = true;
        presence = presence();
        status = status(false);
        provider.joined(room, "user-jane");
        assertThat(read(JANE).state()).contains(ParticipantState.IN_CALL);
        String stay = provider.connected(room).get(0).id();
        new PresenceTrackingProvider(provider, presence, clock).disconnect(room, stay);
        assertThat(read(JANE).state()).contains(ParticipantState.MAY_JOIN);
    }

    @Test
    void a_list_that_was_asked_for_before_a_join_does_not_end_it() {
        read(ADAM);
        clock.advance(Duration.ofSeconds(6));
        provider.beforeNext(() -> {
            clock.advance(Duration.ofMillis(200));
            presence.received(event(RoomEvent.Kind.JOINED, "PA1", "user-jane"));
        });
        assertThat(read(JANE).state()).contains(ParticipantState.IN_CALL);
    }

    @Test
    void a_stay_that_a_list_lacks_goes_on_if_a_later_list_has_it() {
        RoomParticipant jane = provider.joined(room, "user-jane");
        read(ADAM);
        clock.advance(Duration.ofSeconds(1));
        presence.observed(room, List.of(), clock.instant());
        assertThat(read(JANE).state()).contains(ParticipantState.MAY_JOIN);
        presence.observed(room, List.of(jane), clock.instant());
        assertThat(read(JANE).state()).contains(ParticipantState.IN_CALL);
    }

    @Test
    void while_the_vendor_is_down_the_last_known_state_counts() {
        provider.joined(room, "user-jane");
        read(ADAM);
        clock.advance(Duration.ofHours(2)); // the room may be over by now
        provider.failNext(DOWN);
        provider.failNext(DOWN);
        TelemedStatus seen = read(JANE);
        assertThat(seen.room()).isEqualTo(RoomState.OPEN);
        assertThat(seen.state()).contains(ParticipantState.IN_CALL);
    }

    @Test
    void a_vendor_that_was_never_reached_makes_nobody_be_in_the_call() {
        provider.joined(room, "user-jane");
        provider.failNext(DOWN);
        assertThat(read(JANE).state()).contains(ParticipantState.MAY_JOIN);
        clock.advance(Duration.ofSeconds(5));
        assertThat(read(JANE).state()).contains(ParticipantState.IN_CALL);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"PROVIDER_DOWN", "PROVIDER_THROTTLED", "PROVIDER_TIMEOUT", "PROVIDER_REFUSED"})
    void no_failure_of_the_vendors_is_the_callers(Reason reason) {
        liveness.ended(room);
        provider.failNext(TelemedException.because(reason, "No."));
        provider.failNext(TelemedException.because(reason, "No."));
        assertThat(read(JANE).room()).isEqualTo(RoomState.OPEN);
    }

    private RoomEvent event(RoomEvent.Kind kind, String stay, String identity) {
        return new RoomEvent(kind, room, "visit-1", clock.instant(), Optional.of(new RoomEvent.Stay(stay, identity)));
    }

    private void listJane(Period period) {
        EncounterFixture visit =
                anEncounterListing(new Participant(ADAM, Period.ALWAYS), new Participant(JANE, period));
        encounters.put(visit.withRoom(room));
    }

    private TelemedStatus read(ResourceReference person) {
        return status.read(encounters, VISIT, caller(person));
    }

    private void assertRefused(ResourceReference person, Reason reason) {
        assertThat(catchThrowableOfType(TelemedException.class, () -> read(person)))
                .extracting(TelemedException::reason)
                .isEqualTo(reason);
    }

    private static Caller caller(ResourceReference person) {
        return new Caller("https://idp.example", "user-" + person.id(), Optional.of(person), Optional.of("at-1"));
    }
}

package org.telemed.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.EVE;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterListing;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.InMemoryIdentityRecords;
import org.telemed.core.caller.VideoIdentities;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.room.RoomOpener;
import org.telemed.core.token.IssueTelemedToken.SideEffects;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.LegibleTokenSigner;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoToken;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.core.waiting.InMemoryAdmissions;

class IssueTelemedTokenTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant HALF_PAST = NOON.plus(Duration.ofMinutes(30));
    private static final Duration TTL = Duration.ofHours(1);
    private static final Duration EARLY = Duration.ofMinutes(15);
    private static final Duration MILLI = Duration.ofMillis(1);

    private final SettableClock clock = new SettableClock(NOON);
    private final List<String> issuedTo = new ArrayList<>();
    private final InMemoryAdmissions admissions = new InMemoryAdmissions();
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final RoomLiveness liveness = new RoomLiveness(provider, naming, clock);
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final InMemoryIdentityRecords records = new InMemoryIdentityRecords();
    private final LegibleTokenSigner signer = new LegibleTokenSigner();
    private boolean hideExistence;
    private RoomId room;

    @BeforeEach
    void openTheRoom() {
        Room opened = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
        room = opened.id();
        liveness.opened(opened);
        liveness.rememberDocumented(opened.id(), "1");
        encounters.put(anEncounterWith(ADAM, JANE).withRoom(room));
    }

    @Nested
    class A_participant {
        @Test
        void gets_a_token_for_the_encounters_room_and_nothing_else() {
            assertThat(issueTo(ADAM))
                    .isEqualTo(new VideoToken(
                            "user-adam may join " + room + " from " + NOON + " to " + NOON.plus(TTL),
                            "jti-1",
                            room,
                            "user-adam",
                            NOON.plus(TTL)));
        }

        @Test
        void is_recorded_before_the_token_leaves() {
            VideoToken token = issueTo(ADAM);
            assertThat(records.kept())
                    .containsExactly(
                            new InMemoryIdentityRecords.Kept(VISIT, actor(ADAM), ADAM, "user-adam", token.id()));
        }

        @Test
        void gets_no_token_that_could_not_be_recorded() {
            IllegalStateException failure = new IllegalStateException("disk full");
            records.failWith(failure);
            assertThatThrownBy(() -> issueTo(ADAM)).isSameAs(failure);
        }

        @Test
        void with_an_address_for_a_user_id_is_known_by_a_hash() {
            Caller actor = new Caller("idp", "adam@example.com", Optional.of(ADAM), Optional.empty());
            String hash = signer.of("identity", "adam@example.com");
            assertThat(issueTo(actor).identity()).isEqualTo(hash);
            assertThat(records.kept())
                    .extracting(InMemoryIdentityRecords.Kept::identity)
                    .containsExactly(hash);
        }

        @Test
        void costs_no_call_to_the_vendor_while_the_room_surely_lives() {
            issueTo(ADAM);
            issueTo(JANE);
            assertThat(provider.calls()).isEmpty();
        }
    }

    @Nested
    class A_token_expires {
        @Test
        void after_its_ttl() {
            assertThat(expiryFor(new Period(null, null))).isEqualTo(NOON.plus(TTL));
            assertThat(expiryFor(new Period(null, NOON.plus(TTL).plus(MILLI)))).isEqualTo(NOON.plus(TTL));
        }

        @Test
        void no_later_than_the_end_of_the_participation() {
            assertThat(expiryFor(new Period(null, HALF_PAST))).isEqualTo(HALF_PAST);
            assertThat(expiryFor(new Period(null, NOON.plus(TTL).minus(MILLI))))
                    .isEqualTo(NOON.plus(TTL).minus(MILLI));
        }

        @Test
        void no_later_than_a_guests_link() {
            admitted(JANE);
            assertThat(issueTo(guest(HALF_PAST)).expires()).isEqualTo(HALF_PAST);
            assertThat(issueTo(guest(NOON.plus(TTL).plus(MILLI))).expires()).isEqualTo(NOON.plus(TTL));
        }

        @Test
        void at_the_first_of_all_these_times() {
            admitted(JANE);
            encounters.put(anEncounterListing(new Participant(JANE, new Period(null, HALF_PAST)))
                    .withRoom(room));
            assertThat(issueTo(guest(HALF_PAST.minus(MILLI))).expires()).isEqualTo(HALF_PAST.minus(MILLI));
            assertThat(issueTo(guest(HALF_PAST.plus(MILLI))).expires()).isEqualTo(HALF_PAST);
        }

        @Test
        void later_than_the_access_token_which_its_holder_renews() {
            Caller adam = new Caller("idp", "user-adam", Optional.of(ADAM), Optional.empty(), Optional.of(HALF_PAST));
            assertThat(issueTo(adam).expires()).isEqualTo(NOON.plus(TTL));
        }

        private Caller guest(Instant linkExpires) {
            return new Caller(
                    "telemed-guest", "guest-1", Optional.of(JANE), Optional.empty(), Optional.of(linkExpires), true);
        }

        private Instant expiryFor(Period period) {
            encounters.put(anEncounterListing(new Participant(ADAM, period)).withRoom(room));
            return issueTo(ADAM).expires();
        }
    }

    @Nested
    class An_encounter {
        @ParameterizedTest
        @EnumSource(
                value = EncounterPhase.class,
                names = {"OPEN", "PLANNED"})
        void that_is_open_or_planned_without_a_start_lets_its_participants_in(EncounterPhase phase) {
            encounters.put(withRoom().inPhase(phase));
            assertThat(issueTo(ADAM).room()).isEqualTo(room);
        }

        @ParameterizedTest
        @EnumSource(
                value = EncounterPhase.class,
                names = {"CLOSED", "UNKNOWN"})
        void that_is_closed_or_unknown_lets_nobody_in(EncounterPhase phase) {
            encounters.put(withRoom().inPhase(phase));
            assertRefused(Reason.ENCOUNTER_CLOSED, ADAM);
            assertThat(provider.calls()).isEmpty();
        }

        @Test
        void that_is_planned_lets_in_from_the_early_join_time_on() {
            encounters.put(withRoom().plannedFor(NOON.plus(EARLY)));
            assertThat(issueTo(ADAM).room()).isEqualTo(room);
        }

        @Test
        void that_is_planned_lets_nobody_in_before_and_says_when() {
            encounters.put(withRoom().plannedFor(NOON.plus(EARLY).plus(MILLI)));
            assertThat(assertRefused(Reason.TOO_EARLY, ADAM).message()).contains("2030-01-01T12:00:00.001Z");
        }

        @Test
        void that_is_planned_for_a_time_that_cannot_be_read_lets_nobody_in_and_names_the_element() {
            encounters.put(withRoom().plannedForSometime("Encounter.period.start"));
            assertThat(assertRefused(Reason.TOO_EARLY, ADAM).message()).contains("Encounter.period.start");
        }

        @Test
        void that_is_open_lets_in_whatever_its_start() {
            encounters.put(withRoom().startingAt(NOON.plus(Duration.ofDays(1))));
            assertThat(issueTo(ADAM).room()).isEqualTo(room);
        }

        @Test
        void without_a_room_says_who_can_open_one() {
            encounters.put(anEncounterWith(ADAM));
            assertThat(assertRefused(Reason.NO_ROOM, ADAM).message()).contains("$create-telemed-room");
        }

        @Test
        void whose_room_was_ended_has_none() {
            encounters.put(anEncounterWith(ADAM).withPlaceholderFor(10));
            assertRefused(Reason.NO_ROOM, ADAM);
        }

        @Test
        void whose_room_lapsed_says_how_to_open_it_again() {
            clock.advance(Duration.ofHours(2));
            assertThat(assertRefused(Reason.ROOM_LAPSED, ADAM).message()).contains("POST to open the room again");
        }

        @Test
        void with_somebody_elses_room_on_it_lets_nobody_into_that() {
            RoomId foreign =
                    provider.opened("visit-1", "https://other.example/callback").id();
            encounters.put(anEncounterWith(ADAM).withRoom(foreign));
            assertRefused(Reason.ROOM_LAPSED, ADAM);
        }

        @Test
        void with_another_encounters_room_on_it_lets_nobody_into_that() {
            encounters.put(anEncounterWith(EVE).called("visit-2").withRoom(room));
            TelemedException refusal = catchThrowableOfType(
                    TelemedException.class,
                    () -> issuing().issue(encounters, id("visit-2"), actor(EVE), SideEffects.FORBIDDEN));
            assertThat(refusal.reason()).isEqualTo(Reason.ROOM_LAPSED);
        }
    }

    @Nested
    class A_lapsed_room {
        @BeforeEach
        void lapses() {
            provider.ended(room);
            liveness.ended(room);
        }

        @Test
        void is_opened_again_for_a_participant_and_documented() {
            VideoToken token = issueOrReopen(ADAM);
            assertThat(token.room()).isNotEqualTo(room);
            assertThat(documentedRoom()).contains(token.room());
            provider.forgetCalls();
            assertThat(issueTo(JANE).room()).isEqualTo(token.room());
            assertThat(provider.calls()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void is_opened_again_with_the_visits_waiting_room(boolean documented) {
            encounters.put(anEncounterWith(ADAM)
                    .with(VirtualService.documenting(room, 10).withWaitingRoom(Optional.of(documented))));
            issueOrReopen(ADAM);
            assertThat(documentedRoom()).isPresent().isNotEqualTo(Optional.of(room));
            assertThat(encounters.get(VISIT).virtualService().flatMap(VirtualService::waitingRoom))
                    .contains(documented);
        }

        @Test
        void stays_lapsed_for_an_outsider() {
            assertThat(catchThrowableOfType(TelemedException.class, () -> issueOrReopen(EVE))
                            .reason())
                    .isEqualTo(Reason.NOT_A_PARTICIPANT);
            assertThat(provider.calls()).isEmpty();
        }

        @Test
        void is_opened_once_by_two_at_a_time_and_the_loser_takes_the_winners() {
            encounters.beforeWrite(() -> {
                encounters.beforeWrite(() -> {});
                issueOrReopen(JANE);
            });
            VideoToken token = issueOrReopen(ADAM);
            assertThat(documentedRoom()).contains(token.room());
            assertThat(provider.calls().stream().filter(call -> call.startsWith("open")))
                    .hasSize(2);
        }

        @Test
        void is_not_opened_again_where_the_call_was_ended() {
            encounters.put(anEncounterWith(ADAM).withPlaceholderFor(10));
            assertThat(catchThrowableOfType(TelemedException.class, () -> issueOrReopen(ADAM))
                            .reason())
                    .isEqualTo(Reason.NO_ROOM);
        }

        private Optional<RoomId> documentedRoom() {
            return encounters.find(VISIT).orElseThrow().virtualService().flatMap(VirtualService::room);
        }

        private VideoToken issueOrReopen(ResourceReference profile) {
            return issuing().issue(encounters, VISIT, actor(profile), SideEffects.ALLOWED);
        }
    }

    @Nested
    class A_visit_with_a_waiting_room {
        @BeforeEach
        void has_one() {
            encounters.put(anEncounterWith(ADAM, JANE)
                    .with(VirtualService.documenting(room, 10).withWaitingRoom(Optional.of(true))));
        }

        @Test
        void gives_a_token_to_who_was_admitted_and_to_moderators() {
            assertThat(issueTo(ADAM).room()).isEqualTo(room);
            assertRefused(Reason.WAITING, JANE);
            admitted(JANE);
            assertThat(issueTo(JANE).room()).isEqualTo(room);
        }

        @Test
        void records_who_arrives_where_the_request_may_change_something() {
            assertRefused(Reason.WAITING, JANE);
            assertThat(admissions.findAll(VISIT)).isEmpty();
            assertThat(catchThrowableOfType(
                                    TelemedException.class,
                                    () -> issuing().issue(encounters, VISIT, actor(JANE), SideEffects.ALLOWED))
                            .reason())
                    .isEqualTo(Reason.WAITING);
            assertThat(admissions.findAll(VISIT)).extracting(Admission::person).containsExactly(JANE);
        }

        @Test
        void whose_room_lapsed_opens_none_for_who_waits() {
            provider.ended(room);
            liveness.ended(room);
            provider.forgetCalls();
            assertRefused(Reason.WAITING, JANE);
            assertThat(provider.calls()).isEmpty();
        }
    }

    @Nested
    class The_checks_come_in_this_order {
        @Test
        void who_says_no_user_id_is_asked_to_log_in_before_anything_is_read() {
            Caller nobody = new Caller("idp", "", Optional.of(ADAM), Optional.empty());
            assertThat(refusal(nobody, "no-such").reason()).isEqualTo(Reason.LOGIN_REQUIRED);
        }

        @Test
        void who_may_not_read_it_learns_that_alone() {
            encounters.put(withRoom().closed());
            encounters.callerMayNot(InMemoryEncounters.Right.READ);
            assertRefused(Reason.NOT_ALLOWED, ADAM);
        }

        @ParameterizedTest
        @EnumSource(EncounterPhase.class)
        void an_outsider_learns_nothing_of_the_phase(EncounterPhase phase) {
            encounters.put(anEncounterWith(ADAM).inPhase(phase));
            assertRefused(Reason.NOT_A_PARTICIPANT, EVE);
        }

        @Test
        void without_a_profile_one_is_no_participant_and_told_what_is_missing() {
            Caller actor = new Caller("idp", "user-adam", Optional.empty(), Optional.empty());
            TelemedException refusal = refusal(actor, "visit-1");
            assertThat(refusal.reason()).isEqualTo(Reason.NOT_A_PARTICIPANT);
            assertThat(refusal.message()).contains("fhirUser");
        }

        @Test
        void who_has_left_is_no_participant() {
            encounters.put(anEncounterListing(new Participant(ADAM, new Period(null, NOON)))
                    .closed());
            assertThat(assertRefused(Reason.NOT_A_PARTICIPANT, ADAM).message()).contains("is over");
        }

        @Test
        void who_is_not_yet_a_participant_is_told_when() {
            encounters.put(anEncounterListing(new Participant(ADAM, new Period(NOON.plus(TTL), null)))
                    .closed());
            assertThat(assertRefused(Reason.TOO_EARLY, ADAM).message()).contains("2030-01-01T12:45:00Z");
        }

        @Test
        void the_phase_comes_before_the_room() {
            encounters.put(anEncounterWith(ADAM).closed());
            assertRefused(Reason.ENCOUNTER_CLOSED, ADAM);
        }

        @Test
        void who_names_another_version_gets_no_token_for_this_one() {
            encounters.requestNames("2");
            assertRefused(Reason.CONFLICT, ADAM);
            assertRefused(Reason.NOT_A_PARTICIPANT, EVE);
            assertThat(signer.signed()).isZero();
            encounters.requestNames("1");
            assertThat(issueTo(ADAM).room()).isEqualTo(room);
        }

        @Test
        void whoever_is_refused_is_not_recorded_and_nothing_is_signed() {
            assertRefused(Reason.NOT_A_PARTICIPANT, EVE);
            assertThat(records.kept()).isEmpty();
            assertThat(signer.signed()).isZero();
        }
    }

    @Nested
    class Where_existence_is_hidden {
        @BeforeEach
        void hide() {
            hideExistence = true;
        }

        @Test
        void an_outsider_learns_no_more_than_of_an_unknown_encounter() {
            assertAsUnknown(actor(EVE));
        }

        @Test
        void so_does_who_has_left() {
            encounters.put(anEncounterListing(new Participant(ADAM, new Period(null, NOON)))
                    .withRoom(room));
            assertAsUnknown(actor(ADAM));
        }

        @Test
        void so_does_who_comes_before_their_time() {
            encounters.put(anEncounterListing(new Participant(ADAM, new Period(NOON.plus(TTL), null)))
                    .withRoom(room));
            assertAsUnknown(actor(ADAM));
        }

        @Test
        void so_does_who_has_no_profile() {
            assertAsUnknown(new Caller("idp", "user-adam", Optional.empty(), Optional.empty()));
        }

        @Test
        void so_does_who_may_not_read_it() {
            encounters.callerMayNot(InMemoryEncounters.Right.READ);
            assertAsUnknown(actor(ADAM));
        }

        @Test
        void so_does_who_asks_for_a_deleted_one() {
            encounters.delete(VISIT);
            assertAsUnknown(actor(ADAM));
        }

        @Test
        void a_participant_still_learns_why() {
            encounters.put(withRoom().closed());
            assertRefused(Reason.ENCOUNTER_CLOSED, ADAM);
            encounters.put(withRoom().plannedFor(NOON.plus(TTL)));
            assertRefused(Reason.TOO_EARLY, ADAM);
            encounters.put(anEncounterWith(ADAM));
            assertRefused(Reason.NO_ROOM, ADAM);
        }

        @Test
        void a_participant_gets_a_token_as_ever() {
            VideoToken token = issueTo(JANE);
            assertThat(token.room()).isEqualTo(room);
            assertThat(issuedTo).containsExactly(token.identity());
        }

        private void assertAsUnknown(Caller actor) {
            TelemedException refusal = refusal(actor, "visit-1");
            TelemedException unknown = refusal(actor, "no-such");
            assertThat(refusal.reason()).isEqualTo(unknown.reason()).isEqualTo(Reason.ENCOUNTER_NOT_FOUND);
            assertThat(refusal.message()).isEqualTo(unknown.message().replace("no-such", "visit-1"));
            assertThat(refusal).hasNoCause();
        }
    }

    @Nested
    class Where_existence_is_not_hidden {
        @Test
        void an_unknown_encounter_is_unknown_and_a_deleted_one_deleted() {
            assertThat(refusal(actor(EVE), "no-such").reason()).isEqualTo(Reason.ENCOUNTER_NOT_FOUND);
            encounters.delete(VISIT);
            assertRefused(Reason.ENCOUNTER_DELETED, EVE);
        }
    }

    @Nested
    class Settings {
        @ParameterizedTest
        @ValueSource(strings = {"PT0S", "-PT1H", "PT24H0.001S"})
        void a_ttl_that_the_vendor_would_refuse_is_refused(String ttl) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new IssueTelemedToken.Settings(Duration.parse(ttl), EARLY, false))
                    .withMessageStartingWith("ttl must be ");
        }

        @ParameterizedTest
        @CsvSource({"PT24H, PT0S", "PT1S, PT15M"})
        void any_other_is_fine(Duration ttl, Duration early) {
            assertThat(new IssueTelemedToken.Settings(ttl, early, false).ttl()).isEqualTo(ttl);
        }

        @Test
        void joining_early_is_not_joining_late() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new IssueTelemedToken.Settings(TTL, Duration.ofMinutes(-1), false))
                    .withMessageStartingWith("earlyJoin must ");
        }
    }

    private EncounterFixture withRoom() {
        return anEncounterWith(ADAM, JANE).withRoom(room);
    }

    private IssueTelemedToken issuing() {
        return new IssueTelemedToken(
                new MembershipRule(new InMemoryRoleAndGroupResolver(), EARLY),
                InMemoryAdmissions.waitingRoom(false, admissions, clock),
                liveness,
                new RoomReopener(new RoomOpener(provider, naming, liveness), 50),
                signer,
                new VideoIdentities(signer),
                records,
                issuedTo::add,
                clock,
                new IssueTelemedToken.Settings(TTL, EARLY, hideExistence));
    }

    private VideoToken issueTo(ResourceReference profile) {
        return issueTo(actor(profile));
    }

    private VideoToken issueTo(Caller actor) {
        return issuing().issue(encounters, VISIT, actor, SideEffects.FORBIDDEN);
    }

    private TelemedException assertRefused(Reason reason, ResourceReference profile) {
        TelemedException refusal = refusal(actor(profile), "visit-1");
        assertThat(refusal.reason()).isEqualTo(reason);
        return refusal;
    }

    private TelemedException refusal(Caller actor, String encounter) {
        return catchThrowableOfType(
                TelemedException.class, () -> issuing().issue(encounters, id(encounter), actor, SideEffects.FORBIDDEN));
    }

    private void admitted(ResourceReference person) {
        admissions.store(Admission.requested(VISIT, person, Optional.empty(), NOON)
                .decided(AdmissionStatus.ACCEPTED, Optional.of(ADAM)));
    }

    private static EncounterId id(String value) {
        return new EncounterId(value);
    }

    private static Caller actor(ResourceReference profile) {
        return new Caller("https://idp.example", "user-" + profile.id(), Optional.of(profile), Optional.of("at-1"));
    }
}

package org.telemed.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.EVE;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterListing;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.audit.InMemoryAuditTrail;
import org.telemed.core.caller.InMemoryIdentityRecords;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.TelemedEncounter;
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
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.waiting.InMemoryAdmissions;

class RoomReconcilerTest {
    private static final TelemedException DOWN = TelemedException.because(Reason.PROVIDER_DOWN, "down");
    private static final IllegalStateException NO_DATABASE = new IllegalStateException("database");

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryAdmissions admissions = new InMemoryAdmissions();
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final RoomLiveness liveness = new RoomLiveness(provider, naming, clock);
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final InMemoryRoleAndGroupResolver standIns = new InMemoryRoleAndGroupResolver();
    private final InMemoryIdentityRecords records = new InMemoryIdentityRecords();
    private final LostRoomsDouble lost = new LostRoomsDouble();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final RoomReconciler reconciler = new RoomReconciler(
            provider,
            encounters,
            naming,
            liveness,
            new MembershipRule(standIns, Duration.ofMinutes(15)),
            InMemoryAdmissions.waitingRoom(false, admissions, clock),
            records,
            lost,
            clock,
            trail);
    private RoomId room;

    @BeforeEach
    void aVisitUnderWay() {
        Room opened = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
        room = opened.id();
        liveness.opened(opened);
        liveness.rememberDocumented(opened.id(), "1");
        encounters.put(theVisitOf(ADAM, JANE));
        for (ResourceReference person : List.of(ADAM, JANE, EVE)) {
            records.known(VISIT, person, userOf(person));
        }
    }

    @Nested
    class A_visit_that_goes_on {
        @Test
        void keeps_its_room_and_its_members() {
            joins(ADAM);
            joins(JANE);
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
            assertThat(provider.inside(room)).containsExactly("user-adam", "user-jane");
        }

        @Test
        void keeps_its_room_while_nobody_is_in() {
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
            assertThat(provider.isOpen(room)).isTrue();
        }

        @Test
        void without_a_room_gets_none() {
            provider.ended(room);
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.NO_ROOM);
            assertThat(provider.calls()).containsExactly("findInProgress visit-1");
        }

        @Test
        void is_never_written() {
            joins(EVE);
            reconciler.reconcile(VISIT);
            encounters.put(theVisitOf(ADAM).closed().nextVersion());
            reconciler.reconcile(VISIT);
            assertThat(encounters.writes()).isZero();
        }
    }

    @Nested
    class A_visit_that_lost_its_room {
        @BeforeEach
        void twoMinutesAgo() {
            change(anEncounterWith(ADAM));
            clock.advance(Duration.ofMinutes(2));
            lost.room = room;
        }

        @Test
        void has_it_documented_again() {
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.RESTORED);
            assertThat(lost.documented).containsExactly("visit-1 2 " + room.value());
            assertThat(provider.isOpen(room)).isTrue();
        }

        @Test
        void and_changes_meanwhile_is_looked_at_again() {
            lost.conflicts = 1;
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.RESTORED);
            lost.conflicts = 10;
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.CONTENDED);
            assertThat(provider.isOpen(room)).isTrue();
        }

        @Test
        void and_is_over_has_it_ended() {
            change(anEncounterWith(ADAM).closed().inVersion(3));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.COMPLETED);
            assertThat(lost.documented).isEmpty();
        }

        @Test
        void keeps_it_while_the_repository_fails() {
            lost.fails = true;
            assertThatThrownBy(() -> reconciler.reconcile(VISIT)).isSameAs(NO_DATABASE);
            assertThat(provider.isOpen(room)).isTrue();
        }
    }

    /** Says of one room that it was lost. */
    private static final class LostRoomsDouble implements LostRooms {
        private final List<String> documented = new ArrayList<>();
        private @Nullable RoomId room;
        private int conflicts;
        private boolean fails;

        @Override
        public boolean isLost(TelemedEncounter encounter, Room open) {
            if (fails) {
                throw NO_DATABASE;
            }
            return open.id().equals(room);
        }

        @Override
        public void documentAgain(TelemedEncounter encounter, Room open) {
            if (conflicts-- > 0) {
                throw TelemedException.because(Reason.CONFLICT, "changed");
            }
            documented.add(
                    encounter.id() + " " + encounter.version() + " " + open.id().value());
        }
    }

    @Nested
    class A_visit_that_is_over {
        @Test
        void has_its_room_ended_and_everyone_disconnected() {
            joins(ADAM);
            change(theVisitOf(ADAM, JANE).closed());
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.COMPLETED);
            assertThat(provider.isOpen(room)).isFalse();
            assertThat(liveness.isInProgress(room, VISIT, "1")).isFalse();
        }

        @Test
        void by_deletion_has_its_room_ended_too() {
            encounters.delete(VISIT);
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.COMPLETED);
            assertThat(provider.isOpen(room)).isFalse();
        }

        @Test
        void as_a_call_that_was_ended_has_its_room_ended_too() {
            change(theVisitOf(ADAM).withPlaceholderFor(10));
            clock.advance(Duration.ofMinutes(2));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.COMPLETED);
            assertThat(provider.isOpen(room)).isFalse();
        }

        @Test
        void as_a_call_whose_placeholder_was_dropped_has_its_room_ended_too() {
            change(anEncounterWith(ADAM));
            clock.advance(Duration.ofMinutes(2));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.COMPLETED);
            assertThat(provider.isOpen(room)).isFalse();
        }

        @Test
        void leaves_nothing_to_do_the_second_time() {
            change(theVisitOf(ADAM).closed());
            reconciler.reconcile(VISIT);
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.NO_ROOM);
        }

        @Test
        void whose_room_the_vendor_does_not_end_says_so() {
            change(theVisitOf(ADAM).closed());
            provider.beforeNext(() -> {});
            provider.failNext(DOWN);
            assertThatThrownBy(() -> reconciler.reconcile(VISIT)).isSameAs(DOWN);
        }
    }

    @Nested
    class A_room {
        @Test
        void of_somebody_else_under_our_name_is_not_touched() {
            provider.ended(room);
            RoomId foreign =
                    provider.opened("visit-1", "https://other.example/callback").id();
            change(theVisitOf(ADAM).closed());
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.NO_ROOM);
            assertThat(provider.isOpen(foreign)).isTrue();
        }

        @Test
        void of_an_encounter_that_was_never_here_is_left_alone() {
            EncounterId unknown = new EncounterId("visit-2");
            RoomId lost =
                    provider.opened("visit-2", InMemoryVideoProvider.CALLBACK).id();
            provider.joined(lost, "user-eve");
            assertThat(reconciler.reconcile(unknown)).isEqualTo(ReconcileResult.UNKNOWN_ENCOUNTER);
            assertThat(provider.inside(lost)).containsExactly("user-eve");
        }

        @Test
        void of_an_encounter_of_unknown_status_is_not_ended() {
            joins(ADAM);
            change(theVisitOf(ADAM).inPhase(EncounterPhase.UNKNOWN));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
            assertThat(provider.inside(room)).containsExactly("user-adam");
        }
    }

    @Nested
    class Somebody_who_does_not_belong {
        @Test
        void is_thrown_out_and_nobody_else() {
            joins(ADAM);
            joins(EVE);
            joins(JANE);
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
            assertThat(provider.inside(room)).containsExactly("user-adam", "user-jane");
        }

        @Test
        void is_whoever_was_removed() {
            joins(JANE);
            change(theVisitOf(ADAM));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
            assertThat(provider.inside(room)).isEmpty();
        }

        @Test
        void is_whoever_comes_under_an_identity_that_was_never_given() {
            provider.joined(room, "user-nobody");
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        }

        @Test
        void is_whoever_was_given_the_identity_for_another_encounter() {
            records.known(new EncounterId("visit-2"), ADAM, "user-of-visit-2");
            provider.joined(room, "user-of-visit-2");
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        }

        @Test
        void is_whoever_was_given_the_identity_as_somebody_who_is_no_member() {
            records.known(VISIT, EVE, "user-shared");
            provider.joined(room, "user-shared");
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        }

        @Test
        void is_not_whoever_was_given_the_identity_once_more_as_a_member() {
            records.known(VISIT, EVE, "user-shared");
            records.known(VISIT, ADAM, "user-shared");
            provider.joined(room, "user-shared");
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
        }

        @Test
        void is_everybody_when_nobody_is_listed() {
            joins(ADAM);
            change(theVisitOf());
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        }

        @Test
        void is_whose_time_is_up() {
            Period untilEleven = new Period(null, clock.instant().plus(Duration.ofHours(1)));
            change(anEncounterListing(new Participant(ADAM, untilEleven)).withRoom(room));
            joins(ADAM);
            clock.advance(Duration.ofHours(1).minusMillis(1));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
            clock.advance(Duration.ofMillis(1));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        }

        @Test
        void is_not_a_member_behind_a_role_or_a_group() {
            ResourceReference cardiologist = new ResourceReference("PractitionerRole", "cardiologist");
            ResourceReference family = new ResourceReference("Group", "family");
            change(theVisitOf(cardiologist, family));
            standIns.with(cardiologist, always(ADAM)).with(family, always(JANE));
            joins(ADAM);
            joins(JANE);
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
        }

        @Test
        void is_whoever_the_role_no_longer_stands_for() {
            ResourceReference cardiologist = new ResourceReference("PractitionerRole", "cardiologist");
            change(theVisitOf(cardiologist));
            joins(ADAM);
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        }

        @Test
        void is_thrown_out_of_a_visit_of_unknown_status_too() {
            change(theVisitOf(ADAM).inPhase(EncounterPhase.UNKNOWN));
            joins(EVE);
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
            assertThat(provider.isOpen(room)).isTrue();
        }
    }

    @Nested
    class Somebody_who_comes_back {
        @Test
        void is_thrown_out_again() {
            assertThat(comesBackAndIsLookedAt()).isEqualTo(ReconcileResult.EJECTED);
            assertThat(comesBackAndIsLookedAt()).isEqualTo(ReconcileResult.EJECTED);
            assertThat(provider.isOpen(room)).isTrue();
        }

        @Test
        void a_second_time_costs_the_room() {
            joins(ADAM);
            comesBackAndIsLookedAt();
            comesBackAndIsLookedAt();
            assertThat(comesBackAndIsLookedAt()).isEqualTo(ReconcileResult.REPLACED);
            assertThat(provider.isOpen(room)).isFalse();
            assertThat(liveness.isInProgress(room, VISIT, "1")).isFalse();
        }

        @Test
        void is_counted_for_each_room_anew() {
            comesBackAndIsLookedAt();
            comesBackAndIsLookedAt();
            comesBackAndIsLookedAt();
            room = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK).id();
            change(theVisitOf(ADAM));
            assertThat(comesBackAndIsLookedAt()).isEqualTo(ReconcileResult.EJECTED);
        }

        @Test
        void is_counted_for_each_person_alone() {
            comesBackAndIsLookedAt();
            provider.joined(room, "user-mallory");
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
            assertThat(comesBackAndIsLookedAt()).isEqualTo(ReconcileResult.EJECTED);
        }

        @Test
        void has_not_come_back_if_the_first_kick_did_not_reach_them() {
            joins(EVE);
            for (int failures = 0; failures < 3; failures++) {
                provider.beforeNext(() -> {});
                provider.beforeNext(() -> {});
                provider.failNext(DOWN);
                assertThatThrownBy(() -> reconciler.reconcile(VISIT)).isSameAs(DOWN);
            }
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        }

        @Test
        void costs_no_room_that_its_members_could_not_get_anew() {
            change(theVisitOf(ADAM).inPhase(EncounterPhase.UNKNOWN));
            comesBackAndIsLookedAt();
            comesBackAndIsLookedAt();
            assertThat(comesBackAndIsLookedAt()).isEqualTo(ReconcileResult.EJECTED);
            assertThat(provider.isOpen(room)).isTrue();
        }

        private ReconcileResult comesBackAndIsLookedAt() {
            joins(EVE);
            return reconciler.reconcile(VISIT);
        }
    }

    @Nested
    class An_encounter_that_changes_meanwhile {
        @Test
        void saves_its_room_when_it_is_opened_again() {
            change(theVisitOf(ADAM).closed());
            encounters.beforeNextLook(() -> {});
            encounters.beforeNextLook(() -> change(theVisitOf(ADAM)));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
            assertThat(provider.isOpen(room)).isTrue();
        }

        @Test
        void saves_its_room_when_it_is_undeleted() {
            encounters.delete(VISIT);
            encounters.beforeNextLook(() -> {});
            encounters.beforeNextLook(() -> encounters.put(theVisitOf(ADAM)));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
            assertThat(provider.isOpen(room)).isTrue();
        }

        @Test
        void saves_whom_it_lists_again() {
            change(theVisitOf(ADAM));
            joins(JANE);
            encounters.beforeNextLook(() -> {});
            encounters.beforeNextLook(() -> change(theVisitOf(ADAM, JANE)));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
            assertThat(provider.inside(room)).containsExactly("user-jane");
        }

        @Test
        void saves_whom_it_lists_again_while_the_vendor_is_asked() {
            change(theVisitOf(ADAM));
            joins(JANE);
            provider.beforeNext(() -> {});
            provider.beforeNext(() -> change(theVisitOf(ADAM, JANE)));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
            assertThat(provider.inside(room)).containsExactly("user-jane");
        }

        @Test
        void to_closed_while_somebody_is_to_be_thrown_out_closes_the_room() {
            joins(EVE);
            provider.beforeNext(() -> {});
            provider.beforeNext(() -> change(theVisitOf(ADAM).closed()));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.COMPLETED);
        }

        @Test
        void is_known_by_its_version_and_not_by_what_else_was_read() {
            joins(EVE);
            encounters.beforeNextLook(() -> {});
            encounters.beforeNextLook(() -> encounters.put(encounters.get(VISIT).updatedAt(clock.instant())));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
            assertThat(encounters.looks()).hasSize(2);
        }

        @Test
        void by_deletion_while_somebody_is_to_be_thrown_out_has_its_room_ended() {
            joins(EVE);
            encounters.beforeNextLook(() -> {});
            encounters.beforeNextLook(() -> encounters.delete(VISIT));
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.COMPLETED);
            assertThat(provider.isOpen(room)).isFalse();
        }

        @Test
        void again_and_again_is_left_for_another_time() {
            joins(EVE);
            for (int look = 0; look < 6; look++) {
                encounters.beforeNextLook(() -> change(theVisitOf(ADAM)));
            }
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.CONTENDED);
            assertThat(provider.inside(room)).containsExactly("user-eve");
        }

        @Test
        void is_read_after_the_rooms_id_and_again_before_the_room_is_ended() {
            change(theVisitOf(ADAM).closed());
            provider.beforeNext(() -> assertThat(encounters.looks()).isEmpty());
            provider.beforeNext(() -> assertThat(encounters.looks()).hasSize(2));
            reconciler.reconcile(VISIT);
            assertThat(provider.calls()).containsSubsequence("findInProgress visit-1", "complete " + room);
        }

        @Test
        void is_read_again_after_the_stays_and_before_anybody_is_thrown_out() {
            RoomParticipant stay = provider.joined(room, "user-eve");
            provider.beforeNext(() -> {});
            provider.beforeNext(() -> assertThat(encounters.looks()).hasSize(1));
            provider.beforeNext(() -> assertThat(encounters.looks()).hasSize(2));
            reconciler.reconcile(VISIT);
            assertThat(provider.calls())
                    .containsExactly("findInProgress visit-1", "connected " + room, "disconnect " + stay.id());
        }
    }

    @Nested
    class A_failure {
        @Test
        void of_the_vendor_ends_nothing() {
            joins(EVE);
            provider.beforeNext(() -> {});
            provider.failNext(DOWN);
            assertThatThrownBy(() -> reconciler.reconcile(VISIT)).isSameAs(DOWN);
            assertThat(provider.inside(room)).containsExactly("user-eve");
        }

        @Test
        void to_read_the_encounter_ends_nothing() {
            change(theVisitOf(ADAM).closed());
            encounters.beforeNextLook(() -> fail());
            assertThatThrownBy(() -> reconciler.reconcile(VISIT)).isSameAs(NO_DATABASE);
            encounters.beforeNextLook(() -> {});
            encounters.beforeNextLook(() -> fail());
            assertThatThrownBy(() -> reconciler.reconcile(VISIT)).isSameAs(NO_DATABASE);
            assertThat(provider.isOpen(room)).isTrue();
        }

        @Test
        void to_look_up_who_somebody_is_throws_nobody_out() {
            joins(ADAM);
            records.failWith(NO_DATABASE);
            assertThatThrownBy(() -> reconciler.reconcile(VISIT)).isSameAs(NO_DATABASE);
            assertThat(provider.inside(room)).containsExactly("user-adam");
        }

        private void fail() {
            throw NO_DATABASE;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ReconcileResult.class,
            names = {"COMPLETED", "RESTORED", "EJECTED", "REPLACED"})
    void what_puts_something_right_is_a_repair(ReconcileResult finding) {
        assertThat(finding.isRepair()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = ReconcileResult.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COMPLETED", "RESTORED", "EJECTED", "REPLACED"})
    void what_changes_nothing_is_none(ReconcileResult finding) {
        assertThat(finding.isRepair()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"NO_ROOM, no-room", "IN_SYNC, in-sync", "COMPLETED, completed", "UNKNOWN_ENCOUNTER, unknown-encounter"})
    void a_result_has_a_code(ReconcileResult result, String code) {
        assertThat(result.code()).isEqualTo(code);
    }

    @Nested
    class The_audit_trail {
        @Test
        void says_who_was_disconnected() {
            joins(ADAM);
            joins(EVE);
            provider.joined(room, "user-nobody");
            reconciler.reconcile(VISIT);
            assertThat(trail.entries()).containsExactly("participant-ejected visit-1", "participant-ejected visit-1");
        }

        @Test
        void says_that_a_room_was_ended() {
            change(theVisitOf(ADAM).closed());
            reconciler.reconcile(VISIT);
            assertThat(trail.entries()).containsExactly("room-ended visit-1");
        }
    }

    @Nested
    class With_another_provider {
        private final InMemoryVideoProvider other = new InMemoryVideoProvider(clock);
        private final InMemoryAuditTrail otherTrail = new InMemoryAuditTrail();
        private final RoomReconciler copy = reconciler.withProvider(other, LostRooms.NONE, otherTrail);

        @Test
        void that_one_is_asked_and_nothing_is_recorded_elsewhere() {
            Room there = other.opened("visit-1", InMemoryVideoProvider.CALLBACK);
            other.joined(there.id(), "user-eve");
            assertThat(copy.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
            assertThat(other.inside(there.id())).isEmpty();
            assertThat(provider.calls()).isEmpty();
            assertThat(otherTrail.entries()).containsExactly("participant-ejected visit-1");
            assertThat(trail.entries()).isEmpty();
        }

        @Test
        void a_room_that_no_encounter_lost_is_ended() {
            lost.room = room;
            change(anEncounterWith(ADAM));
            clock.advance(Duration.ofMinutes(2));
            RoomReconciler same = reconciler.withProvider(provider, LostRooms.NONE, otherTrail);
            assertThat(same.reconcile(VISIT)).isEqualTo(ReconcileResult.COMPLETED);
            assertThat(provider.isOpen(room)).isFalse();
        }

        @Test
        void who_comes_back_is_counted_by_both() {
            RoomReconciler same = reconciler.withProvider(provider, lost, otherTrail);
            joins(EVE);
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
            joins(EVE);
            assertThat(same.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
            joins(EVE);
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.REPLACED);
        }
    }

    private EncounterFixture theVisitOf(ResourceReference... people) {
        return anEncounterWith(people).withRoom(room);
    }

    private void change(EncounterFixture to) {
        encounters.put(to.inVersion(Integer.parseInt(encounters.get(VISIT).version()) + 1));
    }

    private void joins(ResourceReference person) {
        provider.joined(room, userOf(person));
    }

    private static String userOf(ResourceReference person) {
        return "user-" + person.id();
    }

    private static Participant always(ResourceReference person) {
        return new Participant(person, Period.ALWAYS);
    }
}

package org.telemed.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.EVE;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.audit.InMemoryAuditTrail;
import org.telemed.core.caller.InMemoryIdentityRecords;
import org.telemed.core.caller.VideoIdentities;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.LegibleTokenSigner;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.core.waiting.Admissions;
import org.telemed.core.waiting.InMemoryAdmissions;

/** The reconciler in visits with a waiting room, and with guests. */
class NotAdmittedTest {
    private static final ResourceReference ROSA = new ResourceReference("RelatedPerson", "rosa");
    private static final String GUEST = new VideoIdentities(new LegibleTokenSigner()).ofGuest(VISIT, ROSA);
    private static final IllegalStateException NO_DATABASE = new IllegalStateException("database");

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryAdmissions admissions = new InMemoryAdmissions();
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final InMemoryIdentityRecords records = new InMemoryIdentityRecords();
    private final RoomReconciler reconciler = reconciler(admissions);
    private RoomId room;

    private RoomReconciler reconciler(Admissions stored) {
        return new RoomReconciler(
                provider,
                encounters,
                naming,
                new RoomLiveness(provider, naming, clock),
                new MembershipRule(new InMemoryRoleAndGroupResolver(), Duration.ofMinutes(15)),
                InMemoryAdmissions.waitingRoom(false, stored, clock),
                records,
                new NeverLost(),
                clock,
                new InMemoryAuditTrail());
    }

    private static final class NeverLost implements LostRooms {
        @Override
        public boolean isLost(TelemedEncounter encounter, Room open) {
            return false;
        }

        @Override
        public void documentAgain(TelemedEncounter encounter, Room open) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void aVisitWithAWaitingRoom() {
        room = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK).id();
        encounters.put(visit(true));
        for (ResourceReference person : List.of(ADAM, JANE, EVE, ROSA)) {
            records.known(VISIT, person, "user-" + person.id());
        }
        records.known(VISIT, ROSA, GUEST);
    }

    private EncounterFixture visit(boolean waitingRoom) {
        return anEncounterWith(ADAM, JANE, ROSA)
                .with(VirtualService.documenting(room, 10).withWaitingRoom(Optional.of(waitingRoom)));
    }

    @Test
    void moderators_and_who_was_let_in_stay() {
        decided(JANE, AdmissionStatus.ACCEPTED);
        joins("user-adam", "user-jane");
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
        assertThat(provider.inside(room)).containsExactly("user-adam", "user-jane");
    }

    @ParameterizedTest
    @EnumSource(
            value = AdmissionStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ACCEPTED"})
    void whoever_is_not_let_in_now_is_disconnected(AdmissionStatus status) {
        decided(JANE, status);
        joins("user-adam", "user-jane");
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        assertThat(provider.inside(room)).containsExactly("user-adam");
    }

    @Test
    void so_is_one_who_never_arrived() {
        joins("user-jane");
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        encounters.put(visit(false));
        joins("user-jane");
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
    }

    @Test
    void who_is_dismissed_and_returns_with_the_old_token_is_out_again_and_then_costs_the_room() {
        decided(JANE, AdmissionStatus.REJECTED);
        for (ReconcileResult expected :
                List.of(ReconcileResult.EJECTED, ReconcileResult.EJECTED, ReconcileResult.REPLACED)) {
            joins("user-jane");
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(expected);
        }
        assertThat(provider.isOpen(room)).isFalse();
    }

    @Test
    void who_is_let_in_again_just_in_time_stays() {
        decided(JANE, AdmissionStatus.REQUESTED);
        joins("user-jane");
        encounters.beforeNextLook(() -> {});
        encounters.beforeNextLook(() -> decided(JANE, AdmissionStatus.ACCEPTED));
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
        assertThat(provider.inside(room)).containsExactly("user-jane");
    }

    @Test
    void a_guest_has_to_be_let_in_where_nobody_else_waits() {
        encounters.put(visit(false));
        joins("user-jane", GUEST);
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        assertThat(provider.inside(room)).containsExactly("user-jane");
        decided(ROSA, AdmissionStatus.ACCEPTED);
        joins(GUEST);
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
    }

    @Test
    void one_person_may_be_a_guest_who_waits_and_a_user_who_does_not() {
        encounters.put(visit(false));
        decided(ROSA, AdmissionStatus.REJECTED);
        joins("user-rosa", GUEST);
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        assertThat(provider.inside(room)).containsExactly("user-rosa");
    }

    @Test
    void a_guest_who_is_off_the_list_is_out_though_let_in() {
        decided(ROSA, AdmissionStatus.ACCEPTED);
        encounters.put(anEncounterWith(ADAM).with(VirtualService.documenting(room, 10)));
        joins(GUEST);
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
    }

    @Test
    void a_guest_with_a_login_is_out_by_both_once_dismissed_also_without_a_waiting_room() {
        encounters.put(visit(false));
        joins("user-rosa");
        invited(ROSA);
        decided(ROSA, AdmissionStatus.ACCEPTED);
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
        decided(ROSA, AdmissionStatus.REJECTED);
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        assertThat(provider.inside(room)).isEmpty();
    }

    @Test
    void a_guest_is_out_when_the_link_has_ended() {
        invited(ROSA);
        decided(ROSA, AdmissionStatus.ACCEPTED);
        joins(GUEST);
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
        clock.advance(Duration.ofMinutes(11));
        assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
    }

    @Test
    void whoever_comes_with_a_new_token_does_not_come_back() {
        for (int times = 0; times < 4; times++) {
            reconciler.tokenIssued("user-jane");
            joins("user-jane");
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
        }
    }

    @Test
    void somebody_elses_new_token_does_not_help() {
        for (ReconcileResult expected :
                List.of(ReconcileResult.EJECTED, ReconcileResult.EJECTED, ReconcileResult.REPLACED)) {
            reconciler.tokenIssued("user-eve");
            joins("user-jane");
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(expected);
        }
    }

    @Test
    void who_was_let_in_meanwhile_has_a_clean_slate_when_they_are_sent_back() {
        for (int times = 0; times < 4; times++) {
            decided(JANE, AdmissionStatus.REQUESTED);
            joins("user-jane");
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.EJECTED);
            decided(JANE, AdmissionStatus.ACCEPTED);
            joins("user-jane");
            assertThat(reconciler.reconcile(VISIT)).isEqualTo(ReconcileResult.IN_SYNC);
        }
    }

    @Test
    void where_nobody_has_to_be_let_in_no_admission_is_read() {
        encounters.put(anEncounterWith(ADAM, JANE).with(VirtualService.documenting(room, 10)));
        joins("user-adam", "user-jane");
        reconciler.reconcile(VISIT);
        assertThat(admissions.reads()).isZero();
    }

    @Test
    void a_repository_that_fails_disconnects_nobody() {
        joins("user-jane");
        Admissions failing = new Admissions() {
            @Override
            public Optional<Admission> find(EncounterId encounter, ResourceReference person) {
                throw NO_DATABASE;
            }

            @Override
            public List<Admission> findAll(EncounterId encounter) {
                throw NO_DATABASE;
            }

            @Override
            public Admission store(Admission admission) {
                throw NO_DATABASE;
            }
        };
        assertThatThrownBy(() -> reconciler(failing).reconcile(VISIT)).isSameAs(NO_DATABASE);
        assertThat(provider.inside(room)).containsExactly("user-jane");
    }

    private void decided(ResourceReference person, AdmissionStatus status) {
        Admission before = admissions
                .find(VISIT, person)
                .orElseGet(() -> Admission.requested(VISIT, person, Optional.of(JANE), clock.instant()));
        admissions.store(before.decided(status, Optional.of(ADAM)));
    }

    private void invited(ResourceReference person) {
        admissions.store(Admission.requested(VISIT, person, Optional.of(JANE), clock.instant())
                .invitedBy(new Admission.Invitation(
                        "ab12", Optional.empty(), clock.instant().plus(Duration.ofMinutes(10)))));
    }

    private void joins(String... identities) {
        for (String identity : identities) {
            provider.joined(room, identity);
        }
    }
}

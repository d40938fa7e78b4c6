package org.telemed.core.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.EVE;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterListing;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.ExistenceHiding;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ModeratorRule;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.Admission.Invitation;
import org.telemed.core.waiting.DecideAdmission.Destination;

class DecideAdmissionTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final ResourceReference JOHN = new ResourceReference("RelatedPerson", "john");
    private static final IllegalStateException NO_DATABASE = new IllegalStateException("database");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryAdmissions stored = new InMemoryAdmissions();
    private final Interrupted admissions = new Interrupted(stored);
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final List<EncounterId> disconnecting = new ArrayList<>();
    private final AdmissionRule rule = new AdmissionRule(false, ModeratorRule.PRACTITIONERS, true);
    private final DecideAdmission decide = new DecideAdmission(
            new ModeratorAccess(
                    new MembershipRule(new InMemoryRoleAndGroupResolver(), Duration.ofMinutes(15)),
                    ModeratorRule.PRACTITIONERS,
                    new ExistenceHiding(false),
                    clock),
            rule,
            admissions,
            disconnecting::add,
            clock);

    DecideAdmissionTest() {
        encounters.put(anEncounterWith(ADAM, JOHN, JANE).with(withWaitingRoom()));
    }

    private static VirtualService withWaitingRoom() {
        return VirtualService.PLACEHOLDER.withWaitingRoom(Optional.of(true));
    }

    /** Others are faster, or the repository fails, before the next writes. */
    private static final class Interrupted implements Admissions {
        private final InMemoryAdmissions admissions;
        private final List<Runnable> beforeWrites = new ArrayList<>();

        Interrupted(InMemoryAdmissions admissions) {
            this.admissions = admissions;
        }

        @Override
        public Optional<Admission> find(EncounterId encounter, ResourceReference person) {
            return admissions.find(encounter, person);
        }

        @Override
        public List<Admission> findAll(EncounterId encounter) {
            return admissions.findAll(encounter);
        }

        @Override
        public Admission store(Admission admission) {
            if (!beforeWrites.isEmpty()) {
                beforeWrites.remove(0).run();
            }
            return admissions.store(admission);
        }
    }

    @Test
    void people_are_let_in_before_they_come_and_after() {
        stored.store(Admission.requested(VISIT, JOHN, Optional.of(JANE), NOON.minusSeconds(60)));
        admit(JANE, JOHN);
        assertThat(statusOf(JANE)).contains(AdmissionStatus.ACCEPTED);
        assertThat(find(JANE).patient()).contains(JANE);
        assertThat(find(JOHN).arrived()).isEqualTo(NOON.minusSeconds(60));
        assertThat(find(JOHN).decidedBy()).contains(ADAM);
        assertThat(disconnecting).isEmpty();
    }

    @Test
    void a_decision_that_was_made_already_is_not_written_again() {
        admit(JANE, JANE);
        admit(JANE);
        assertThat(stored.writes()).isEqualTo(1);
        dismiss(Destination.OUT, JANE);
        dismiss(Destination.OUT, JANE);
        assertThat(stored.writes()).isEqualTo(2);
    }

    @Test
    void who_has_not_come_waits_already() {
        dismiss(Destination.WAITING_ROOM, JANE);
        assertThat(stored.writes()).isZero();
    }

    @Test
    void who_is_dismissed_is_to_be_disconnected() {
        admit(JANE);
        dismiss(Destination.WAITING_ROOM, JANE);
        assertThat(statusOf(JANE)).contains(AdmissionStatus.REQUESTED);
        assertThat(disconnecting).containsExactly(VISIT);
        dismiss(Destination.OUT, JANE);
        assertThat(statusOf(JANE)).contains(AdmissionStatus.REJECTED);
        admit(JANE);
        assertThat(statusOf(JANE)).contains(AdmissionStatus.ACCEPTED);
    }

    @Test
    void who_was_dismissed_before_the_repository_failed_is_disconnected_all_the_same() {
        admissions.beforeWrites.add(() -> {});
        admissions.beforeWrites.add(() -> {
            throw NO_DATABASE;
        });
        assertThatThrownBy(() -> dismiss(Destination.OUT, JANE, JOHN)).isSameAs(NO_DATABASE);
        assertThat(statusOf(JANE)).contains(AdmissionStatus.REJECTED);
        assertThat(disconnecting).containsExactly(VISIT);
    }

    @Test
    void of_two_decisions_the_one_that_is_stored_last_holds() {
        admissions.beforeWrites.add(() -> stored.store(Admission.requested(VISIT, JANE, Optional.empty(), NOON)
                .decided(AdmissionStatus.REJECTED, Optional.of(EVE))));
        admit(JANE);
        assertThat(statusOf(JANE)).contains(AdmissionStatus.ACCEPTED);
        assertThat(find(JANE).decidedBy()).contains(ADAM);
    }

    @Test
    void who_is_overtaken_three_times_is_told() {
        for (int i = 0; i < 3; i++) {
            admissions.beforeWrites.add(() -> {
                throw TelemedException.because(Reason.CONFLICT, "changed");
            });
        }
        assertRefused(() -> admit(JANE), Reason.CONFLICT);
    }

    @Test
    void for_one_who_takes_no_part_nothing_is_changed() {
        assertRefused(() -> admit(JANE, EVE), Reason.BAD_REQUEST, "Practitioner/eve");
        assertRefused(() -> dismiss(Destination.OUT, JANE, EVE), Reason.BAD_REQUEST, "Practitioner/eve");
        assertThat(stored.writes()).isZero();
        assertThat(disconnecting).isEmpty();
    }

    @Test
    void who_is_too_early_may_be_let_in_and_who_has_left_may_not() {
        list(new Period(NOON.plus(Duration.ofHours(1)), null));
        admit(JANE);
        assertThat(statusOf(JANE)).contains(AdmissionStatus.ACCEPTED);
        list(new Period(null, NOON));
        assertRefused(() -> admit(JANE), Reason.BAD_REQUEST);
    }

    @Test
    void a_moderator_is_in_already_and_cannot_be_dismissed() {
        admit(ADAM);
        assertThat(stored.writes()).isZero();
        assertRefused(() -> dismiss(Destination.OUT, JANE, ADAM), Reason.BAD_REQUEST, "never waits");
        assertThat(stored.writes()).isZero();
    }

    @Test
    void without_a_waiting_room_all_are_in_and_nobody_is_dismissed() {
        encounters.put(anEncounterWith(ADAM, JANE));
        admit(JANE);
        assertThat(stored.writes()).isZero();
        assertRefused(() -> dismiss(Destination.OUT, JANE), Reason.NO_WAITING_ROOM);
    }

    @Test
    void a_guest_is_let_in_and_dismissed_in_every_visit() {
        encounters.put(anEncounterWith(ADAM, JOHN));
        stored.store(Admission.requested(VISIT, JOHN, Optional.empty(), NOON)
                .closed(AdmissionStatus.DRAFT)
                .invitedBy(new Invitation("hash", Optional.empty(), NOON.plusSeconds(60))));
        admit(JOHN);
        assertThat(statusOf(JOHN)).contains(AdmissionStatus.ACCEPTED);
        dismiss(Destination.OUT, JOHN);
        assertThat(statusOf(JOHN)).contains(AdmissionStatus.REJECTED);
        assertThat(find(JOHN).isGuest()).as("the link stays").isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = EncounterPhase.class,
            names = {"CLOSED", "UNKNOWN"})
    void of_a_visit_that_is_over_nothing_is_decided(EncounterPhase phase) {
        encounters.put(encounters.get(VISIT).inPhase(phase));
        assertRefused(() -> admit(JANE), Reason.ENCOUNTER_CLOSED);
        assertRefused(() -> dismiss(Destination.OUT, JANE), Reason.ENCOUNTER_CLOSED);
    }

    private void admit(ResourceReference... people) {
        decide.admit(encounters, VISIT, adam(), List.of(people), person -> {});
    }

    private void dismiss(Destination to, ResourceReference... people) {
        decide.dismiss(encounters, VISIT, adam(), List.of(people), to, person -> {});
    }

    private static Caller adam() {
        return new Caller("idp", "user-adam", Optional.of(ADAM), Optional.empty());
    }

    private void list(Period period) {
        encounters.put(anEncounterListing(new Participant(ADAM, Period.ALWAYS), new Participant(JANE, period))
                .with(withWaitingRoom()));
    }

    private Admission find(ResourceReference person) {
        return stored.find(VISIT, person).orElseThrow();
    }

    private Optional<AdmissionStatus> statusOf(ResourceReference person) {
        return stored.find(VISIT, person).map(Admission::status);
    }

    private static void assertRefused(ThrowingCallable call, Reason reason, String... words) {
        TelemedException refused = catchThrowableOfType(TelemedException.class, call);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(List.of(words)).allSatisfy(word -> assertThat(refused).hasMessageContaining(word));
    }
}

package org.telemed.core.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.WaitingRoom.Arrival;

class WaitingRoomTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Membership MEMBER = new Membership.Member(Optional.empty());
    private static final ResourceReference JOHN = new ResourceReference("RelatedPerson", "john");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryAdmissions admissions = new InMemoryAdmissions();
    private final WaitingRoom on = InMemoryAdmissions.waitingRoom(true, admissions, clock);
    private final WaitingRoom off = InMemoryAdmissions.waitingRoom(false, admissions, clock);
    private final EncounterFixture visit = anEncounterWith(ADAM, JOHN, JANE);

    @Test
    void an_arrival_is_recorded_with_the_patient_it_is_about() {
        assertRefused(JOHN, Reason.WAITING, Arrival.RECORDED);
        Admission arrived = admissions.find(VISIT, JOHN).orElseThrow();
        assertThat(arrived.status()).isEqualTo(AdmissionStatus.REQUESTED);
        assertThat(arrived.arrived()).isEqualTo(NOON);
        assertThat(arrived.lastAsked()).isEqualTo(NOON);
        assertThat(arrived.patient()).contains(JANE);
        assertThat(arrived.decidedBy()).isEmpty();
        assertThat(arrived.isGuest()).isFalse();
    }

    @Test
    void who_waits_may_ask_again_soon() {
        assertThat(refusal(JANE, Arrival.NOT_RECORDED).retryAfter()).contains(Duration.ofSeconds(10));
    }

    @Test
    void where_nothing_may_change_nobody_arrives() {
        assertRefused(JANE, Reason.WAITING, Arrival.NOT_RECORDED);
        assertThat(admissions.writes()).isZero();
    }

    @Test
    void who_asks_again_and_again_is_written_once_in_a_minute() {
        assertRefused(JANE, Reason.WAITING, Arrival.RECORDED);
        clock.advance(Duration.ofSeconds(59));
        assertRefused(JANE, Reason.WAITING, Arrival.RECORDED);
        assertThat(admissions.writes()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertRefused(JANE, Reason.WAITING, Arrival.RECORDED);
        assertThat(admissions.writes()).isEqualTo(2);
        assertThat(stored().arrived()).isEqualTo(NOON);
        assertThat(stored().lastAsked()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void who_was_let_in_passes_and_nothing_is_written() {
        decided(AdmissionStatus.ACCEPTED);
        assertThatCode(() -> on.requireAdmitted(visit, JANE, MEMBER, false, Arrival.RECORDED))
                .doesNotThrowAnyException();
        assertThat(admissions.writes()).isEqualTo(1);
    }

    @Test
    void who_was_sent_out_arrives_no_more() {
        decided(AdmissionStatus.REJECTED);
        clock.advance(Duration.ofHours(1));
        assertRefused(JANE, Reason.DISMISSED, Arrival.RECORDED);
        assertThat(admissions.writes()).isEqualTo(1);
    }

    @Test
    void who_was_sent_back_waits_and_it_stays_known_who_decided() {
        decided(AdmissionStatus.REQUESTED);
        clock.advance(Duration.ofMinutes(2));
        assertRefused(JANE, Reason.WAITING, Arrival.RECORDED);
        assertThat(stored().decidedBy()).contains(ADAM);
    }

    @ParameterizedTest
    @EnumSource(
            value = AdmissionStatus.class,
            names = {"DRAFT", "CANCELLED", "COMPLETED"})
    void after_an_end_and_an_invitation_the_arrival_begins_anew(AdmissionStatus before) {
        decided(before);
        clock.advance(Duration.ofSeconds(5));
        assertRefused(JANE, Reason.WAITING, Arrival.RECORDED);
        assertThat(stored().status()).isEqualTo(AdmissionStatus.REQUESTED);
        assertThat(stored().arrived()).isEqualTo(NOON.plusSeconds(5));
        assertThat(stored().decidedBy()).isEmpty();
    }

    @Test
    void moderators_and_visits_without_a_waiting_room_cost_no_read() {
        on.requireAdmitted(visit, ADAM, MEMBER, false, Arrival.RECORDED);
        off.requireAdmitted(visit, JANE, MEMBER, false, Arrival.RECORDED);
        assertThat(off.admitted(visit, Set.of(JANE, ADAM), false)).containsExactlyInAnyOrder(JANE, ADAM);
        assertThat(admissions.reads()).isZero();
    }

    @Test
    void who_is_let_in_is_read_at_once_for_all() {
        assertThat(on.admitted(visit, Set.of(ADAM, JANE, JOHN), false)).containsExactly(ADAM);
        decided(AdmissionStatus.ACCEPTED);
        assertThat(on.admitted(visit, Set.of(ADAM, JANE, JOHN), false)).containsExactlyInAnyOrder(ADAM, JANE);
        assertThat(admissions.reads()).isEqualTo(2);
    }

    @Test
    void who_was_let_in_and_is_no_member_stays_outside() {
        decided(AdmissionStatus.ACCEPTED);
        assertThat(on.admitted(visit, Set.of(ADAM), false)).containsExactly(ADAM);
    }

    @Test
    void guests_are_let_in_one_by_one_where_others_come_as_they_like() {
        assertThat(off.admitted(visit, Set.of(ADAM, JANE), true)).isEmpty();
        decided(AdmissionStatus.ACCEPTED);
        assertThat(off.admitted(visit, Set.of(ADAM, JANE), true)).containsExactly(JANE);
    }

    @Test
    void a_record_that_the_repository_lists_twice_counts_once() {
        decided(AdmissionStatus.ACCEPTED);
        Admissions twice = new Admissions() {
            @Override
            public Optional<Admission> find(EncounterId encounter, ResourceReference person) {
                return admissions.find(encounter, person);
            }

            @Override
            public List<Admission> findAll(EncounterId encounter) {
                return List.of(stored(), stored());
            }

            @Override
            public Admission store(Admission admission) {
                return admissions.store(admission);
            }
        };
        WaitingRoom room = InMemoryAdmissions.waitingRoom(true, twice, clock);
        assertThat(room.admitted(visit, Set.of(JANE, JOHN), false)).containsExactly(JANE);
    }

    @Test
    void of_another_visit_nothing_counts() {
        admissions.store(Admission.requested(new EncounterId("visit-2"), JANE, Optional.empty(), NOON)
                .decided(AdmissionStatus.ACCEPTED, Optional.empty()));
        assertRefused(JANE, Reason.WAITING, Arrival.NOT_RECORDED);
        assertThat(on.admissionsTo(visit)).isEmpty();
    }

    @Test
    void without_a_patient_an_arrival_is_about_nobody() {
        assertThat(WaitingRoom.patientOf(anEncounterWith(ADAM, JOHN))).isEmpty();
        ResourceReference first = new ResourceReference("Patient", "first");
        assertThat(WaitingRoom.patientOf(anEncounterWith(first, JANE)))
                .as("the subject")
                .contains(JANE);
    }

    private void decided(AdmissionStatus status) {
        admissions.store(
                Admission.requested(VISIT, JANE, Optional.of(JANE), NOON).decided(status, Optional.of(ADAM)));
    }

    private Admission stored() {
        return admissions.find(VISIT, JANE).orElseThrow();
    }

    private void assertRefused(ResourceReference person, Reason reason, Arrival arrival) {
        assertThat(refusal(person, arrival).reason()).isEqualTo(reason);
    }

    private TelemedException refusal(ResourceReference person, Arrival arrival) {
        return catchThrowableOfType(
                TelemedException.class, () -> on.requireAdmitted(visit, person, MEMBER, false, arrival));
    }
}

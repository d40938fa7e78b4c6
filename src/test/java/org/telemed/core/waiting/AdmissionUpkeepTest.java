package org.telemed.core.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterListing;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;

class AdmissionUpkeepTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final EncounterId OTHER = new EncounterId("visit-2");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryAdmissions admissions = new InMemoryAdmissions();
    private final InMemoryEncounters encounters = new InMemoryEncounters(anEncounterWith(ADAM, JANE));
    private final List<EncounterId> leftInCall = new ArrayList<>();
    private final AdmissionUpkeep upkeep = upkeep(admissions);

    private AdmissionUpkeep upkeep(Admissions stored) {
        return new AdmissionUpkeep(
                stored,
                encounters,
                new MembershipRule(new InMemoryRoleAndGroupResolver(), Duration.ofMinutes(15)),
                leftInCall::add,
                clock);
    }

    @ParameterizedTest
    @EnumSource(AdmissionStatus.class)
    void what_goes_on_is_left_alone(AdmissionStatus status) {
        janeIs(status);
        upkeep.reconcile(VISIT);
        assertThat(statusOfJane()).isEqualTo(status);
        assertThat(admissions.writes()).isEqualTo(1);
        assertThat(leftInCall).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AdmissionStatus.class,
            names = {"DRAFT", "REQUESTED", "ACCEPTED", "REJECTED"})
    void the_end_of_the_visit_ends_all(AdmissionStatus status) {
        janeIs(status);
        encounters.put(anEncounterWith(ADAM, JANE).closed());
        upkeep.reconcile(VISIT);
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.COMPLETED);
        assertThat(find().decidedBy()).as("who decided last").contains(ADAM);
    }

    @Test
    void so_does_a_deletion_and_an_encounter_that_is_not_there() {
        janeIs(AdmissionStatus.ACCEPTED);
        admissions.store(Admission.requested(OTHER, JANE, Optional.empty(), NOON));
        encounters.delete(VISIT);
        upkeep.reconcile(List.of(find(), admissions.find(OTHER, JANE).orElseThrow()));
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.COMPLETED);
        assertThat(admissions.find(OTHER, JANE).map(Admission::status)).contains(AdmissionStatus.COMPLETED);
        assertThat(leftInCall).isEmpty();
    }

    @Test
    void who_is_off_the_list_or_whose_time_is_up_takes_no_part() {
        janeIs(AdmissionStatus.ACCEPTED);
        listJane(new Period(null, NOON.plusSeconds(1)));
        upkeep.reconcile(VISIT);
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.ACCEPTED);
        clock.advance(Duration.ofSeconds(1));
        upkeep.reconcile(VISIT);
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.CANCELLED);
    }

    @Test
    void a_guest_whose_link_has_ended_waits_no_more() {
        admissions.store(Admission.requested(VISIT, JANE, Optional.empty(), NOON)
                .invitedBy(new Admission.Invitation("ab12", Optional.empty(), NOON.plusSeconds(1))));
        upkeep.reconcile(VISIT);
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.REQUESTED);
        clock.advance(Duration.ofSeconds(1));
        upkeep.reconcile(VISIT);
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.CANCELLED);
    }

    @Test
    void a_guest_whose_link_has_ended_is_to_be_disconnected() {
        admissions.store(Admission.requested(VISIT, JANE, Optional.empty(), NOON)
                .invitedBy(new Admission.Invitation("ab12", Optional.empty(), NOON.plusSeconds(1)))
                .decided(AdmissionStatus.ACCEPTED, Optional.of(ADAM)));
        upkeep.reconcile(VISIT);
        assertThat(leftInCall).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        upkeep.reconcile(VISIT);
        upkeep.reconcile(VISIT);
        assertThat(leftInCall).containsExactly(VISIT);
    }

    @Test
    void who_is_too_early_does_and_a_visit_of_unknown_status_is_not_over() {
        janeIs(AdmissionStatus.ACCEPTED);
        listJane(new Period(NOON.plus(Duration.ofHours(1)), null));
        upkeep.reconcile(VISIT);
        encounters.put(anEncounterWith(ADAM, JANE).inPhase(EncounterPhase.UNKNOWN));
        upkeep.reconcile(VISIT);
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.ACCEPTED);
    }

    @Test
    void nothing_open_costs_no_look_at_the_encounters() {
        janeIs(AdmissionStatus.COMPLETED);
        upkeep.reconcile(VISIT);
        upkeep.reconcile(List.of());
        assertThat(encounters.looks()).isEmpty();
    }

    @Test
    void who_is_back_by_then_is_to_be_disconnected() {
        janeIs(AdmissionStatus.ACCEPTED);
        encounters.put(anEncounterWith(ADAM));
        encounters.beforeNextLook(() -> {});
        encounters.beforeNextLook(() -> encounters.put(anEncounterWith(ADAM, JANE)));
        upkeep.reconcile(VISIT);
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.CANCELLED);
        assertThat(leftInCall).containsExactly(VISIT);
    }

    @Test
    void who_is_still_off_needs_no_more() {
        janeIs(AdmissionStatus.ACCEPTED);
        encounters.put(anEncounterWith(ADAM));
        upkeep.reconcile(VISIT);
        assertThat(leftInCall).isEmpty();
    }

    @Test
    void a_decision_at_the_same_time_is_not_written_over() {
        janeIs(AdmissionStatus.REQUESTED);
        Admission seen = find();
        admissions.store(seen.decided(AdmissionStatus.ACCEPTED, Optional.of(ADAM)));
        encounters.put(anEncounterWith(ADAM));
        upkeep.reconcile(List.of(seen));
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.ACCEPTED);
        upkeep.reconcile(VISIT);
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.CANCELLED);
    }

    @Test
    void who_got_a_new_link_at_the_same_time_stays_in_the_call() {
        Admission seen = admissions.store(Admission.requested(VISIT, JANE, Optional.empty(), NOON)
                .invitedBy(new Admission.Invitation("ab12", Optional.empty(), NOON))
                .decided(AdmissionStatus.ACCEPTED, Optional.of(ADAM)));
        admissions.store(
                seen.invitedBy(new Admission.Invitation("cd34", Optional.empty(), NOON.plus(Duration.ofDays(1)))));
        upkeep.reconcile(List.of(seen));
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.ACCEPTED);
        assertThat(leftInCall).isEmpty();
    }

    @Test
    void who_goes_on_beside_one_who_does_not_has_nobody_disconnected() {
        janeIs(AdmissionStatus.ACCEPTED);
        encounters.put(anEncounterWith(ADAM, JANE).called("visit-2").closed());
        admissions.store(Admission.requested(OTHER, JANE, Optional.empty(), NOON));
        upkeep.reconcile(List.of(find(), admissions.find(OTHER, JANE).orElseThrow()));
        assertThat(admissions.find(OTHER, JANE).map(Admission::status)).contains(AdmissionStatus.COMPLETED);
        assertThat(statusOfJane()).isEqualTo(AdmissionStatus.ACCEPTED);
        assertThat(leftInCall).isEmpty();
    }

    @Test
    void a_repository_that_fails_is_no_race() {
        janeIs(AdmissionStatus.ACCEPTED);
        encounters.put(anEncounterWith(ADAM));
        TelemedException failure = TelemedException.because(Reason.INTERNAL_ERROR, "failed");
        Admissions failing = new Admissions() {
            @Override
            public Optional<Admission> find(EncounterId encounter, ResourceReference who) {
                return admissions.find(encounter, who);
            }

            @Override
            public List<Admission> findAll(EncounterId encounter) {
                return admissions.findAll(encounter);
            }

            @Override
            public Admission store(Admission admission) {
                throw failure;
            }
        };
        assertThatThrownBy(() -> upkeep(failing).reconcile(VISIT)).isSameAs(failure);
    }

    private void janeIs(AdmissionStatus status) {
        admissions.store(
                Admission.requested(VISIT, JANE, Optional.of(JANE), NOON).decided(status, Optional.of(ADAM)));
    }

    private void listJane(Period period) {
        encounters.put(anEncounterListing(new Participant(ADAM, Period.ALWAYS), new Participant(JANE, period)));
    }

    private Admission find() {
        return admissions.find(VISIT, JANE).orElseThrow();
    }

    private AdmissionStatus statusOfJane() {
        return find().status();
    }
}

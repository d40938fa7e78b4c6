package org.telemed.core.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.ExistenceHiding;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ModeratorRule;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.DecideAdmission.Destination;

class DecideAdmissionOfGroupsTest {
    private static final ResourceReference FAMILY = new ResourceReference("Group", "family");
    private static final ResourceReference ROLE = new ResourceReference("PractitionerRole", "cardiology");
    private static final ResourceReference MARY = new ResourceReference("RelatedPerson", "mary");

    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T12:00:00Z"));
    private final InMemoryRoleAndGroupResolver resolver = new InMemoryRoleAndGroupResolver();
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final InMemoryAdmissions stored = new InMemoryAdmissions();
    private final List<EncounterId> dismissals = new ArrayList<>();
    private final List<ResourceReference> decided = new ArrayList<>();
    private final Caller adam = new Caller("idp", "adam", Optional.of(ADAM), Optional.empty());

    @BeforeEach
    void listAGroupAndARole() {
        resolver.with(FAMILY, always(JANE)).with(ROLE, always(ADAM));
        encounters.put(anEncounterListing(always(FAMILY), always(ROLE), always(ADAM), always(JANE), always(MARY)));
    }

    @ParameterizedTest
    @EnumSource(Destination.class)
    void nobody_dismisses_a_group_whose_people_would_stay(Destination destination) {
        assertThat(refusalOf(() -> decide(stored)
                        .dismiss(encounters, VISIT, adam, List.of(MARY, FAMILY), destination, decided::add)))
                .isEqualTo(Reason.BAD_REQUEST);
        assertThat(stored.findAll(VISIT)).isEmpty();
        assertThat(dismissals).isEmpty();
    }

    @Test
    void nobody_admits_a_group() {
        assertThat(refusalOf(() -> decide(stored).admit(encounters, VISIT, adam, List.of(FAMILY), decided::add)))
                .isEqualTo(Reason.BAD_REQUEST);
    }

    @Test
    void a_role_of_somebody_who_waits_is_no_person() {
        ModeratorRule patients = new ModeratorRule(java.util.Set.of("Patient"));
        Caller jane = new Caller("idp", "jane", Optional.of(JANE), Optional.empty());
        assertThat(refusalOf(() -> decide(stored, patients)
                        .dismiss(encounters, VISIT, jane, List.of(ROLE), Destination.OUT, decided::add)))
                .isEqualTo(Reason.BAD_REQUEST);
        decide(stored, patients).dismiss(encounters, VISIT, jane, List.of(ADAM), Destination.OUT, decided::add);
        assertThat(stored.find(VISIT, ADAM)).map(Admission::status).contains(AdmissionStatus.REJECTED);
    }

    private Admissions failingAt(ResourceReference person) {
        return new ForwardingAdmissions(stored) {
            @Override
            public Admission store(Admission admission) {
                if (admission.person().equals(person)) {
                    throw new IllegalStateException("disk full");
                }
                return super.store(admission);
            }
        };
    }

    @Test
    void who_was_admitted_before_a_failure_is_recorded() {
        encounters.put(anEncounterWith(ADAM, JANE, MARY));
        catchThrowableOfType(
                IllegalStateException.class,
                () -> decide(failingAt(MARY)).admit(encounters, VISIT, adam, List.of(JANE, MARY), decided::add));
        assertThat(stored.find(VISIT, JANE)).map(Admission::status).contains(AdmissionStatus.ACCEPTED);
        assertThat(decided).containsExactly(JANE);
    }

    @Test
    void who_was_dismissed_before_a_failure_is_disconnected() {
        encounters.put(anEncounterWith(ADAM, JANE, MARY));
        catchThrowableOfType(
                IllegalStateException.class,
                () -> decide(failingAt(MARY))
                        .dismiss(encounters, VISIT, adam, List.of(JANE, MARY), Destination.OUT, decided::add));
        assertThat(stored.find(VISIT, JANE)).map(Admission::status).contains(AdmissionStatus.REJECTED);
        assertThat(dismissals).containsExactly(VISIT);
        assertThat(decided).containsExactly(JANE);
    }

    private static Reason refusalOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable decision) {
        return catchThrowableOfType(TelemedException.class, decision).reason();
    }

    private DecideAdmission decide(Admissions admissions) {
        return decide(admissions, ModeratorRule.PRACTITIONERS);
    }

    private DecideAdmission decide(Admissions admissions, ModeratorRule moderators) {
        return new DecideAdmission(
                new ModeratorAccess(
                        new MembershipRule(resolver, Duration.ZERO), moderators, new ExistenceHiding(false), clock),
                new AdmissionRule(true, moderators, true),
                admissions,
                dismissals::add,
                clock);
    }

    private static Participant always(ResourceReference person) {
        return new Participant(person, Period.ALWAYS);
    }

    private static class ForwardingAdmissions implements Admissions {
        private final Admissions target;

        ForwardingAdmissions(Admissions target) {
            this.target = target;
        }

        @Override
        public Optional<Admission> find(EncounterId encounter, ResourceReference person) {
            return target.find(encounter, person);
        }

        @Override
        public List<Admission> findAll(EncounterId encounter) {
            return target.findAll(encounter);
        }

        @Override
        public Admission store(Admission admission) {
            return target.store(admission);
        }
    }
}

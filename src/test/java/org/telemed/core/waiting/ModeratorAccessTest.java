package org.telemed.core.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.EVE;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterListing;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.ExistenceHiding;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.InMemoryEncounters.Right;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ModeratorRule;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;

class ModeratorAccessTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryEncounters encounters = new InMemoryEncounters(anEncounterWith(ADAM, JANE));
    private final InMemoryRoleAndGroupResolver resolver = new InMemoryRoleAndGroupResolver();
    private ModeratorAccess access = access(false);

    private ModeratorAccess access(boolean hideExistence) {
        return new ModeratorAccess(
                new MembershipRule(resolver, Duration.ofMinutes(15)),
                ModeratorRule.PRACTITIONERS,
                new ExistenceHiding(hideExistence),
                clock);
    }

    @Test
    void a_practitioner_who_takes_part_passes_without_a_right_to_update() {
        encounters.callerMayNot(Right.UPDATE);
        assertThat(access.require(encounters, VISIT, caller(ADAM, false)).id()).isEqualTo(VISIT);
    }

    @Test
    void whoever_may_update_passes_also_without_a_resource_of_their_own() {
        assertThat(access.require(encounters, VISIT, caller(EVE, false))).isNotNull();
        Caller clinic = new Caller("idp", "clinic", Optional.empty(), Optional.empty());
        assertThat(access.require(encounters, VISIT, clinic)).isNotNull();
    }

    @Test
    void a_participant_is_refused_and_an_outsider_learns_less() {
        encounters.callerMayNot(Right.UPDATE);
        assertRefused(JANE, Reason.NOT_ALLOWED);
        assertRefused(EVE, Reason.NOT_A_PARTICIPANT);
        Caller nobody = new Caller("idp", "nobody", Optional.empty(), Optional.empty());
        TelemedException refused =
                catchThrowableOfType(TelemedException.class, () -> access.require(encounters, VISIT, nobody));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_A_PARTICIPANT);
    }

    @Test
    void a_guest_never_runs_a_visit() {
        encounters.callerMayNot(Right.UPDATE);
        TelemedException refused = catchThrowableOfType(
                TelemedException.class, () -> access.require(encounters, VISIT, caller(ADAM, true)));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void who_is_too_early_or_gone_runs_nothing() {
        encounters.callerMayNot(Right.UPDATE);
        list(new Period(NOON.plus(Duration.ofHours(1)), null));
        assertRefused(ADAM, Reason.NOT_ALLOWED);
        list(new Period(null, NOON));
        assertRefused(ADAM, Reason.NOT_A_PARTICIPANT);
    }

    @Test
    void whose_access_cannot_be_read_off_the_encounter_learns_where_it_is_wrong() {
        encounters.callerMayNot(Right.UPDATE);
        list(Period.unreadable("Encounter.participant[0].period.start"));
        TelemedException refused = catchThrowableOfType(
                TelemedException.class, () -> access.require(encounters, VISIT, caller(ADAM, false)));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_A_PARTICIPANT);
        assertThat(refused.message()).contains("Encounter.participant[0].period.start is no valid time");
    }

    @Test
    void an_if_match_that_names_another_version_is_a_conflict_for_moderators_too() {
        encounters.callerMayNot(Right.UPDATE);
        encounters.requestNames("1");
        assertThat(access.require(encounters, VISIT, caller(ADAM, false)).version())
                .isEqualTo("1");
        encounters.put(encounters.get(VISIT).nextVersion());
        assertRefused(ADAM, Reason.CONFLICT);
        assertRefused(EVE, Reason.NOT_A_PARTICIPANT);
    }

    @Test
    void a_group_stands_for_others_and_so_does_a_role_that_somebody_has() {
        ResourceReference family = new ResourceReference("Group", "family");
        ResourceReference held = new ResourceReference("PractitionerRole", "held");
        ResourceReference vacant = new ResourceReference("PractitionerRole", "vacant");
        resolver.with(held, new Participant(EVE, Period.ALWAYS));
        EncounterFixture visit = anEncounterWith(ADAM, JANE, family, held, vacant);
        assertThat(List.of(family, held)).allMatch(entry -> access.standsForOthers(entry, visit));
        assertThat(List.of(vacant, ADAM, JANE)).noneMatch(entry -> access.standsForOthers(entry, visit));
    }

    @Test
    void where_existence_is_hidden_an_outsider_learns_nothing() {
        encounters.callerMayNot(Right.UPDATE);
        access = access(true);
        assertRefused(EVE, Reason.ENCOUNTER_NOT_FOUND);
        list(new Period(NOON.plusSeconds(7_200), null));
        assertRefused(ADAM, Reason.ENCOUNTER_NOT_FOUND);
    }

    @Test
    void where_existence_is_hidden_a_participant_learns_that_others_run_the_visit() {
        encounters.callerMayNot(Right.UPDATE);
        access = access(true);
        assertRefused(JANE, Reason.NOT_ALLOWED);
    }

    private void list(Period period) {
        encounters.put(anEncounterListing(new Participant(ADAM, period)));
    }

    private void assertRefused(ResourceReference person, Reason reason) {
        TelemedException refused = catchThrowableOfType(
                TelemedException.class, () -> access.require(encounters, VISIT, caller(person, false)));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.reason()).isEqualTo(reason);
    }

    private static Caller caller(ResourceReference person, boolean isGuest) {
        return new Caller(
                "idp", "user-" + person.id(), Optional.of(person), Optional.empty(), Optional.empty(), isGuest);
    }
}

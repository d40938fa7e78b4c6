package org.telemed.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's table "Who gets a token". */
class MembershipRuleTest {
    private static final ResourceReference ADAM = new ResourceReference("Practitioner", "adam");
    private static final ResourceReference EVE = new ResourceReference("Practitioner", "eve");
    private static final ResourceReference JANE = new ResourceReference("Patient", "jane");
    private static final ResourceReference CARDIOLOGIST = new ResourceReference("PractitionerRole", "cardiologist");
    private static final ResourceReference TEAM = new ResourceReference("Group", "team");

    private static final Duration EARLY = Duration.ofMinutes(15);
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant ONE = Instant.parse("2030-01-01T13:00:00Z");
    private static final Instant TWO = Instant.parse("2030-01-01T14:00:00Z");
    private static final Duration MILLI = Duration.ofMillis(1);

    private final InMemoryRoleAndGroupResolver standIns = new InMemoryRoleAndGroupResolver();
    private final MembershipRule membershipRule = new MembershipRule(standIns, EARLY);

    @ParameterizedTest
    @ValueSource(strings = {"Practitioner", "RelatedPerson", "Patient", "Device", "PractitionerRole", "Group"})
    void who_is_listed_is_a_member_without_end(String type) {
        ResourceReference person = new ResourceReference(type, "x");
        assertThat(membership(person, NOON, always(EVE), always(person))).isEqualTo(memberFor(null));
    }

    @Test
    void who_is_not_listed_is_an_outsider() {
        assertThat(membership(EVE, NOON, always(ADAM), always(JANE))).isEqualTo(new Membership.Outsider());
        assertThat(membership(EVE, NOON)).isEqualTo(new Membership.Outsider());
    }

    @Test
    void the_same_id_of_another_type_is_somebody_else() {
        assertThat(membership(new ResourceReference("Patient", "adam"), NOON, always(ADAM)))
                .isEqualTo(new Membership.Outsider());
    }

    @Test
    void case_matters() {
        assertThat(membership(new ResourceReference("Practitioner", "Adam"), NOON, always(ADAM)))
                .isEqualTo(new Membership.Outsider());
    }

    @Test
    void before_the_early_join_time_it_is_too_early() {
        assertThat(membership(ADAM, ONE.minus(EARLY).minus(MILLI), entry(ADAM, ONE, TWO)))
                .isEqualTo(new Membership.TooEarly(ONE.minus(EARLY)));
    }

    @Test
    void from_the_early_join_time_on_one_is_a_member_until_the_end() {
        assertThat(membership(ADAM, ONE.minus(EARLY), entry(ADAM, ONE, TWO))).isEqualTo(memberFor(TWO));
        assertThat(membership(ADAM, ONE, entry(ADAM, ONE, TWO))).isEqualTo(memberFor(TWO));
        assertThat(membership(ADAM, TWO.minus(MILLI), entry(ADAM, ONE, TWO))).isEqualTo(memberFor(TWO));
    }

    @Test
    void from_the_end_on_one_has_left() {
        assertThat(membership(ADAM, TWO, entry(ADAM, ONE, TWO))).isEqualTo(new Membership.Left());
        assertThat(membership(ADAM, TWO, entry(ADAM, null, TWO))).isEqualTo(new Membership.Left());
    }

    @Test
    void an_open_start_or_end_is_no_bound() {
        assertThat(membership(ADAM, NOON, entry(ADAM, null, TWO))).isEqualTo(memberFor(TWO));
        assertThat(membership(ADAM, TWO, entry(ADAM, ONE, null))).isEqualTo(memberFor(null));
    }

    @Test
    void an_entry_for_no_time_at_all_is_no_entry() {
        assertThat(membership(ADAM, ONE, entry(ADAM, ONE, ONE))).isEqualTo(new Membership.Outsider());
        assertThat(membership(ADAM, ONE, entry(ADAM, TWO, NOON))).isEqualTo(new Membership.Outsider());
    }

    @Test
    void an_entry_for_a_time_that_cannot_be_read_never_holds() {
        Participant unclear = new Participant(ADAM, Period.unreadable("x"));

        assertThat(membership(ADAM, ONE, unclear)).isEqualTo(new Membership.Unreadable("x"));
        assertThat(membership(EVE, ONE, unclear)).isEqualTo(new Membership.Outsider());
        assertThat(membership(ADAM, ONE, unclear, entry(ADAM, null, NOON))).isEqualTo(new Membership.Left());
        assertThat(membership(ADAM, ONE, unclear, always(ADAM))).isEqualTo(memberFor(null));
    }

    @Test
    void of_several_entries_any_that_holds_counts() {
        assertThat(membership(ADAM, ONE, entry(ADAM, null, NOON), entry(ADAM, ONE, TWO)))
                .isEqualTo(memberFor(TWO));
        assertThat(membership(ADAM, ONE, entry(ADAM, TWO, null), always(ADAM))).isEqualTo(memberFor(null));
    }

    @Test
    void of_several_entries_that_hold_the_latest_end_counts() {
        assertThat(membership(ADAM, NOON, entry(ADAM, null, ONE), entry(ADAM, null, TWO)))
                .isEqualTo(memberFor(TWO));
        assertThat(membership(ADAM, NOON, entry(ADAM, null, ONE), entry(ADAM, NOON, null)))
                .isEqualTo(memberFor(null));
    }

    @Test
    void an_entry_that_holds_later_lengthens_none_that_holds_now() {
        assertThat(membership(ADAM, NOON, entry(ADAM, null, ONE), entry(ADAM, ONE, TWO)))
                .isEqualTo(memberFor(ONE));
    }

    @Test
    void who_has_left_and_comes_back_later_is_too_early_for_the_next_time() {
        assertThat(membership(ADAM, NOON, entry(ADAM, null, NOON), entry(ADAM, TWO, null), entry(ADAM, ONE, null)))
                .isEqualTo(new Membership.TooEarly(ONE.minus(EARLY)));
    }

    @Test
    void a_role_stands_for_its_practitioner() {
        standIns.with(CARDIOLOGIST, always(ADAM));
        assertThat(membership(ADAM, NOON, always(CARDIOLOGIST))).isEqualTo(memberFor(null));
        assertThat(membership(EVE, NOON, always(CARDIOLOGIST))).isEqualTo(new Membership.Outsider());
    }

    @Test
    void a_role_that_is_inactive_stands_for_nobody() {
        assertThat(membership(ADAM, NOON, always(CARDIOLOGIST))).isEqualTo(new Membership.Outsider());
    }

    @Test
    void a_role_stands_for_practitioners_only() {
        standIns.with(CARDIOLOGIST, always(JANE));
        assertThat(membership(JANE, NOON, always(CARDIOLOGIST))).isEqualTo(new Membership.Outsider());
        assertThat(standIns.questions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"11:44:59.999, early", "11:45:00, member", "12:59:59.999, member", "13:00:00, left"})
    void a_role_and_its_entry_must_both_hold(String time, String expected) {
        standIns.with(CARDIOLOGIST, entry(ADAM, NOON, TWO));
        Membership membership =
                membership(ADAM, Instant.parse("2030-01-01T" + time + "Z"), entry(CARDIOLOGIST, null, ONE));
        assertThat(membership)
                .isEqualTo(
                        switch (expected) {
                            case "early" -> new Membership.TooEarly(NOON.minus(EARLY));
                            case "member" -> memberFor(ONE);
                            default -> new Membership.Left();
                        });
    }

    @Test
    void a_role_and_an_entry_that_never_hold_together_are_none() {
        standIns.with(CARDIOLOGIST, entry(ADAM, null, NOON));
        assertThat(membership(ADAM, NOON, entry(CARDIOLOGIST, ONE, TWO))).isEqualTo(new Membership.Outsider());
    }

    @Test
    void a_profile_that_is_itself_a_role_matches_that_entry_and_asks_nobody() {
        assertThat(membership(CARDIOLOGIST, NOON, always(CARDIOLOGIST))).isEqualTo(memberFor(null));
        assertThat(membership(CARDIOLOGIST, NOON, always(ADAM))).isEqualTo(new Membership.Outsider());
        assertThat(standIns.questions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Practitioner", "RelatedPerson", "Patient", "Device", "PractitionerRole"})
    void a_group_stands_for_its_members_of_any_type(String type) {
        ResourceReference member = new ResourceReference(type, "x");
        standIns.with(TEAM, always(EVE), entry(member, null, TWO));
        assertThat(membership(member, NOON, always(TEAM))).isEqualTo(memberFor(TWO));
        assertThat(membership(member, TWO, always(TEAM))).isEqualTo(new Membership.Left());
        assertThat(membership(ADAM, NOON, always(TEAM))).isEqualTo(new Membership.Outsider());
    }

    @Test
    void a_group_that_is_inactive_stands_for_nobody() {
        assertThat(membership(ADAM, NOON, always(TEAM))).isEqualTo(new Membership.Outsider());
    }

    @Test
    void a_role_lengthens_what_an_entry_of_ones_own_limits() {
        standIns.with(CARDIOLOGIST, always(ADAM));
        assertThat(membership(ADAM, NOON, entry(ADAM, null, ONE), always(CARDIOLOGIST)))
                .isEqualTo(memberFor(null));
    }

    @Test
    void an_entry_of_ones_own_counts_where_the_role_does_not() {
        assertThat(membership(ADAM, NOON, entry(ADAM, null, ONE), always(CARDIOLOGIST)))
                .isEqualTo(memberFor(ONE));
    }

    @Test
    void who_is_listed_without_end_is_looked_up_behind_nobody() {
        membership(ADAM, NOON, always(ADAM), always(CARDIOLOGIST), always(TEAM));
        assertThat(standIns.questions()).isZero();
    }

    @Test
    void several_roles_are_looked_up_at_once() {
        ResourceReference surgeon = new ResourceReference("PractitionerRole", "surgeon");
        standIns.with(CARDIOLOGIST, always(EVE)).with(surgeon, always(ADAM));
        assertThat(membership(ADAM, NOON, always(CARDIOLOGIST), always(surgeon), always(CARDIOLOGIST)))
                .isEqualTo(memberFor(null));
        assertThat(standIns.questions()).isEqualTo(1);
    }

    @Test
    void nobody_is_a_member_of_nothing() {
        assertThat(members(NOON)).isEmpty();
        assertThat(standIns.questions()).isZero();
    }

    @Test
    void members_are_all_who_are_listed_once_each() {
        assertThat(members(NOON, always(ADAM), always(JANE), always(ADAM))).containsExactlyInAnyOrder(ADAM, JANE);
        assertThat(standIns.questions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"12:44:59.999, false", "12:45:00, true", "13:59:59.999, true", "14:00:00, false"})
    void members_are_they_from_the_early_join_time_until_their_end(String time, boolean member) {
        assertThat(members(Instant.parse("2030-01-01T" + time + "Z"), entry(ADAM, ONE, TWO))
                        .contains(ADAM))
                .isEqualTo(member);
    }

    @Test
    void members_are_those_behind_roles_and_groups_with_them() {
        standIns.with(CARDIOLOGIST, always(ADAM)).with(TEAM, always(JANE), entry(EVE, null, NOON));
        assertThat(members(NOON, always(CARDIOLOGIST), always(TEAM)))
                .containsExactlyInAnyOrder(CARDIOLOGIST, ADAM, TEAM, JANE);
        assertThat(standIns.questions()).isEqualTo(1);
    }

    @Test
    void behind_a_role_only_practitioners_are_members() {
        standIns.with(CARDIOLOGIST, always(JANE));
        assertThat(members(NOON, always(CARDIOLOGIST))).containsExactly(CARDIOLOGIST);
    }

    @Test
    void behind_a_role_whose_entry_is_over_is_nobody() {
        standIns.with(CARDIOLOGIST, always(ADAM));
        assertThat(members(NOON, entry(CARDIOLOGIST, null, NOON))).isEmpty();
        assertThat(members(NOON, entry(CARDIOLOGIST, null, NOON), always(ADAM))).containsExactly(ADAM);
    }

    @ParameterizedTest
    @CsvSource({"09:00:00", "11:45:00", "12:00:00", "13:30:00", "14:00:00"})
    void whoever_is_judged_a_member_alone_is_among_the_members(String time) {
        standIns.with(CARDIOLOGIST, entry(ADAM, NOON, TWO)).with(TEAM, always(JANE));
        Instant now = Instant.parse("2030-01-01T" + time + "Z");
        Participant[] listed = {
            entry(CARDIOLOGIST, null, ONE), entry(TEAM, ONE, null), entry(ADAM, ONE, ONE), entry(EVE, null, NOON)
        };
        for (ResourceReference person : List.of(ADAM, EVE, JANE, CARDIOLOGIST, TEAM)) {
            assertThat(members(now, listed).contains(person))
                    .as("%s", person)
                    .isEqualTo(membership(person, now, listed) instanceof Membership.Member);
        }
    }

    private Set<ResourceReference> members(Instant now, Participant... listed) {
        return membershipRule.currentMembers("", List.of(listed), now);
    }

    private Membership membership(ResourceReference profile, Instant now, Participant... listed) {
        return membershipRule.membershipOf(profile, "", List.of(listed), now);
    }

    private static Participant always(ResourceReference profile) {
        return new Participant(profile, Period.ALWAYS);
    }

    private static Participant entry(ResourceReference profile, @Nullable Instant start, @Nullable Instant end) {
        return new Participant(profile, new Period(start, end));
    }

    private static Membership memberFor(@Nullable Instant until) {
        return new Membership.Member(Optional.ofNullable(until));
    }
}

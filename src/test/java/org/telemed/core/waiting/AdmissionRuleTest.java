package org.telemed.core.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.membership.Membership;
import org.telemed.core.membership.ModeratorRule;
import org.telemed.core.membership.ResourceReference;

class AdmissionRuleTest {
    private static final Membership MEMBER = new Membership.Member(Optional.empty());
    private static final Membership EARLY = new Membership.TooEarly(Instant.parse("2030-01-01T12:00:00Z"));
    private static final ResourceReference ROLE = new ResourceReference("PractitionerRole", "cardiologist");
    private static final ResourceReference ROSA = new ResourceReference("RelatedPerson", "rosa");

    private static AdmissionRule rule(boolean enabled) {
        return new AdmissionRule(enabled, ModeratorRule.PRACTITIONERS, true);
    }

    private static EncounterFixture saying(Optional<Boolean> waitingRoom) {
        return anEncounterWith(ADAM, JANE).with(VirtualService.PLACEHOLDER.withWaitingRoom(waitingRoom));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void what_the_visit_says_counts_before_the_setting(boolean visit, boolean setting) {
        assertThat(rule(setting).hasWaitingRoom(saying(Optional.of(visit)))).isEqualTo(visit);
        assertThat(rule(setting).hasWaitingRoom(saying(Optional.empty()))).isEqualTo(setting);
        assertThat(rule(setting).hasWaitingRoom(anEncounterWith(JANE))).isEqualTo(setting);
    }

    @Test
    void everybody_but_moderators_waits() {
        AdmissionRule on = rule(true);
        EncounterFixture visit = anEncounterWith(ADAM, JANE, ROLE);
        assertThat(on.mustBeAdmitted(visit, JANE, MEMBER, false)).isTrue();
        assertThat(on.mustBeAdmitted(visit, ADAM, MEMBER, false)).isFalse();
        assertThat(on.mustBeAdmitted(visit, ROLE, MEMBER, false)).isFalse();
        assertThat(on.mustBeAdmitted(visit, ADAM, EARLY, false))
                .as("no moderator yet")
                .isTrue();
        assertThat(rule(false).mustBeAdmitted(visit, JANE, MEMBER, false)).isFalse();
    }

    @Test
    void guests_wait_in_every_visit_whoever_they_are() {
        assertThat(rule(false).mustBeAdmitted(anEncounterWith(JANE), JANE, MEMBER, true))
                .isTrue();
        assertThat(rule(true).mustBeAdmitted(anEncounterWith(ADAM), ADAM, MEMBER, true))
                .isTrue();
    }

    @Test
    void who_moderates_is_a_setting() {
        AdmissionRule nurses = new AdmissionRule(true, new ModeratorRule(Set.of("Device")), true);
        EncounterFixture visit = anEncounterWith(ADAM, JANE);
        assertThat(nurses.mustBeAdmitted(visit, ADAM, MEMBER, false)).isTrue();
        assertThat(nurses.mustBeAdmitted(visit, new ResourceReference("Device", "desk"), MEMBER, false))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED, true, DISMISSED",
        "REJECTED, false, DISMISSED",
        "REQUESTED, true, WAITING",
        "REQUESTED, false, ADMITTED",
        "DRAFT, true, ADMITTED",
        "ACCEPTED, true, ADMITTED",
        "CANCELLED, true, ADMITTED"
    })
    void a_guest_with_a_login_is_out_where_nobody_waits_only_if_somebody_sent_them_away(
            AdmissionStatus status, boolean decided, Admittance expected) {
        Admission guest = Admission.requested(VISIT, ROSA, Optional.empty(), Instant.EPOCH)
                .decided(status, decided ? Optional.of(ADAM) : Optional.empty());
        Admission invited = guest.invitedBy(new Admission.Invitation("ab12", Optional.empty(), Instant.MAX));
        EncounterFixture visit = anEncounterWith(ADAM, ROSA);
        assertThat(rule(false).of(visit, ROSA, MEMBER, false, Optional.of(invited)))
                .isEqualTo(expected);
        assertThat(rule(false).of(visit, ROSA, MEMBER, false, Optional.of(guest)))
                .as("of a time when the visit had a waiting room")
                .isEqualTo(Admittance.ADMITTED);
    }

    @ParameterizedTest
    @EnumSource(AdmissionStatus.class)
    void a_status_has_the_code_of_its_task(AdmissionStatus status) {
        assertThat(status.code())
                .isEqualTo(
                        switch (status) {
                            case DRAFT -> "draft";
                            case REQUESTED -> "requested";
                            case ACCEPTED -> "accepted";
                            case REJECTED -> "rejected";
                            case CANCELLED -> "cancelled";
                            case COMPLETED -> "completed";
                        });
    }

    @Test
    void who_has_not_come_waits() {
        assertThat(rule(true).of(Optional.empty())).isEqualTo(Admittance.WAITING);
    }

    @ParameterizedTest
    @EnumSource(AdmissionStatus.class)
    void who_was_let_in_is_in_and_who_was_sent_out_is_out(AdmissionStatus status) {
        Admission admission = Admission.requested(VISIT, JANE, Optional.empty(), Instant.EPOCH)
                .decided(status, Optional.of(ADAM));
        Admittance expected = switch (status) {
            case ACCEPTED -> Admittance.ADMITTED;
            case REJECTED -> Admittance.DISMISSED;
            default -> Admittance.WAITING;
        };
        assertThat(rule(true).of(Optional.of(admission))).isEqualTo(expected);
    }
}

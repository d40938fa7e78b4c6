package org.telemed.core.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterListing;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.VideoIdentities;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.guest.RedeemInvitation.Redeemed;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.LegibleTokenSigner;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admission.Invitation;
import org.telemed.core.waiting.AdmissionStatus;

class RedeemInvitationTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));
    private static final ResourceReference ROSA = new ResourceReference("RelatedPerson", "rosa");

    private final SettableClock clock = new SettableClock(NOON);
    private final SecureRandom random = new SecureRandom();
    private final InMemoryGuestAdmissions admissions = new InMemoryGuestAdmissions();
    private final InMemoryEncounters encounters = new InMemoryEncounters(anEncounterWith(ADAM, JANE, ROSA));
    private final GuestSessions sessions = new GuestSessions(
            admissions,
            encounters,
            new MembershipRule(new InMemoryRoleAndGroupResolver(), Duration.ofMinutes(15)),
            new VideoIdentities(new LegibleTokenSigner()),
            clock);
    private final RedeemInvitation redeem = new RedeemInvitation(admissions, admissions, sessions, random);
    private final GuestSecret link = GuestSecret.random(random);

    @BeforeEach
    void inviteRosa() {
        invite(VISIT, link);
    }

    private void invite(EncounterId encounter, GuestSecret secret) {
        Invitation invitation = new Invitation(secret.hash(), Optional.empty(), TOMORROW);
        admissions.store(admissions
                .find(encounter, ROSA)
                .map(before -> before.invitedBy(invitation))
                .orElseGet(() -> new Admission(
                        encounter,
                        ROSA,
                        AdmissionStatus.DRAFT,
                        Optional.of(JANE),
                        NOON,
                        NOON,
                        Optional.empty(),
                        Optional.of(invitation),
                        Optional.empty())));
    }

    private GuestCookie redeemed() {
        return redeem.redeem(link, Optional.empty()).guest().cookie();
    }

    private void assertNotFound(Runnable use) {
        TelemedException refusal = catchThrowableOfType(TelemedException.class, use::run);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(Reason.INVITATION_NOT_FOUND);
        assertThat(refusal.message()).isEqualTo(GuestSessions.notFound().message());
    }

    @Test
    void a_link_opens_a_session_of_that_guest_in_that_visit() {
        Redeemed redeemed = redeem.redeem(link, Optional.empty());
        assertThat(redeemed.isFirst()).isTrue();
        Guest guest = sessions.require(redeemed.guest().cookie());
        assertThat(guest.encounter()).isEqualTo(VISIT);
        assertThat(guest.expires()).isEqualTo(TOMORROW);
        assertThat(guest.caller().profile()).contains(ROSA);
        assertThat(guest.caller().isGuest()).isTrue();
        assertThat(guest.caller().userId()).startsWith("guest-");
        assertThat(admissions.find(VISIT, ROSA).orElseThrow().status()).isEqualTo(AdmissionStatus.DRAFT);
    }

    @Test
    void no_secret_is_stored_or_shown() {
        GuestCookie cookie = redeemed();
        assertThat(admissions.find(VISIT, ROSA).toString())
                .doesNotContain(link.value())
                .doesNotContain(cookie.browser().value());
        assertThat(cookie.toString() + link).doesNotContain(link.value()).doesNotContain(cookie.browser().value());
    }

    @Test
    void the_same_browser_comes_back_and_another_does_not() {
        GuestCookie cookie = redeemed();
        Redeemed again = redeem.redeem(link, Optional.of(cookie));
        assertThat(again.isFirst()).isFalse();
        assertThat(again.guest().cookie()).isEqualTo(cookie);
        assertNotFound(() -> redeem.redeem(link, Optional.empty()));
        assertNotFound(() ->
                redeem.redeem(link, Optional.of(new GuestCookie(GuestSecret.random(random), cookie.id()))));
    }

    @Test
    void of_two_browsers_at_once_one_wins() {
        GuestCookie[] winner = new GuestCookie[1];
        admissions.beforeNextWrite(() -> winner[0] = redeemed());
        assertNotFound(this::redeemed);
        assertThat(sessions.find(winner[0])).isPresent();
    }

    @Test
    void a_secret_that_this_server_has_not_made_is_not_taken_for_a_browser() {
        GuestCookie planted = new GuestCookie(GuestSecret.random(random), "some-id");
        assertThat(redeem.redeem(link, Optional.of(planted)).guest().cookie().browser())
                .isNotEqualTo(planted.browser());
    }

    @Test
    void one_browser_goes_from_one_visit_to_another_and_back() {
        EncounterId other = new EncounterId("visit-2");
        encounters.put(anEncounterWith(ADAM, JANE, ROSA).called("visit-2"));
        GuestSecret second = GuestSecret.random(random);
        invite(other, second);
        GuestCookie here = redeemed();
        GuestCookie there = redeem.redeem(second, Optional.of(here)).guest().cookie();
        assertThat(sessions.require(there).encounter()).isEqualTo(other);
        GuestCookie back = redeem.redeem(link, Optional.of(there)).guest().cookie();
        assertThat(sessions.require(back).encounter()).isEqualTo(VISIT);
    }

    @Test
    void an_id_alone_opens_nothing_and_neither_does_the_cookie_of_another_visit() {
        GuestCookie cookie = redeemed();
        encounters.put(anEncounterWith(ADAM, JANE, ROSA).called("visit-2"));
        invite(new EncounterId("visit-2"), GuestSecret.random(random));
        assertNotFound(() -> sessions.require(new GuestCookie(GuestSecret.random(random), cookie.id())));
        assertNotFound(() -> sessions.require(new GuestCookie(cookie.browser(), "visit-2-rosa")));
        assertNotFound(() -> sessions.require(new GuestCookie(link, cookie.id())));
    }

    @Test
    void an_unknown_link_is_not_found() {
        assertNotFound(() -> redeem.redeem(GuestSecret.random(random), Optional.empty()));
    }

    @Test
    void a_new_link_ends_the_old_one_and_its_session() {
        GuestCookie old = redeemed();
        GuestSecret newer = GuestSecret.random(random);
        invite(VISIT, newer);
        assertNotFound(() -> sessions.require(old));
        assertNotFound(() -> redeem.redeem(link, Optional.of(old)));
        GuestCookie fresh = redeem.redeem(newer, Optional.of(old)).guest().cookie();
        assertThat(fresh.browser()).isNotEqualTo(old.browser());
        assertThat(sessions.find(fresh)).isPresent();
    }

    @Test
    void it_ends_with_its_time() {
        GuestCookie cookie = redeemed();
        clock.advance(Duration.ofDays(1).minusMillis(1));
        assertThat(sessions.find(cookie)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertNotFound(() -> sessions.require(cookie));
        assertNotFound(() -> sessions.requireAlsoOfClosed(cookie));
        assertNotFound(() -> redeem.redeem(link, Optional.of(cookie)));
    }

    @Test
    void who_is_taken_off_the_list_is_out() {
        GuestCookie cookie = redeemed();
        encounters.put(anEncounterWith(ADAM, JANE));
        assertNotFound(() -> sessions.require(cookie));
        assertNotFound(() -> sessions.requireAlsoOfClosed(cookie));
        assertNotFound(() -> redeem.redeem(link, Optional.of(cookie)));
    }

    @Test
    void whose_part_is_over_is_out_and_who_is_too_early_is_not() {
        GuestCookie cookie = redeemed();
        Instant then = NOON.plus(Duration.ofHours(2));
        encounters.put(anEncounterListing(new Participant(ROSA, new Period(then, then.plusSeconds(600)))));
        assertThat(sessions.find(cookie)).isPresent();
        clock.advance(Duration.ofHours(3));
        assertNotFound(() -> sessions.require(cookie));
    }

    @Test
    void it_ends_with_the_visit_but_for_the_last_event_of_a_stream() {
        GuestCookie cookie = redeemed();
        encounters.put(anEncounterWith(ADAM, JANE, ROSA).closed());
        assertNotFound(() -> sessions.require(cookie));
        assertNotFound(() -> redeem.redeem(link, Optional.of(cookie)));
        assertThat(sessions.requireAlsoOfClosed(cookie).encounter()).isEqualTo(VISIT);
    }

    @Test
    void it_ends_with_a_deleted_visit() {
        GuestCookie cookie = redeemed();
        encounters.delete(VISIT);
        assertNotFound(() -> sessions.require(cookie));
        assertNotFound(() -> sessions.requireAlsoOfClosed(cookie));
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "COMPLETED"})
    void it_ends_with_its_admission(AdmissionStatus status) {
        GuestCookie cookie = redeemed();
        admissions.store(admissions.find(VISIT, ROSA).orElseThrow().closed(status));
        assertNotFound(() -> sessions.require(cookie));
        assertNotFound(() -> redeem.redeem(link, Optional.of(cookie)));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLANNED", "OPEN", "UNKNOWN"})
    void it_lasts_while_the_visit_is_not_over(EncounterPhase phase) {
        encounters.put(anEncounterWith(ADAM, JANE, ROSA).inPhase(phase));
        assertThat(sessions.find(redeemed())).isPresent();
    }
}

package org.telemed.core.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.EVE;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.ExistenceHiding;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.InMemoryEncounters.Right;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.guest.GuestSecret;
import org.telemed.core.guest.InMemoryGuestAdmissions;
import org.telemed.core.membership.InMemoryRoleAndGroupResolver;
import org.telemed.core.membership.MembershipRule;
import org.telemed.core.membership.ModeratorRule;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.core.waiting.ModeratorAccess;

class InviteGuestTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final ResourceReference ROSA = new ResourceReference("RelatedPerson", "rosa");
    private static final ResourceReference SPECIALIST = new ResourceReference("Practitioner", "sam");
    private static final PhoneNumber PHONE = new PhoneNumber("+14155550100");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryGuestAdmissions admissions = new InMemoryGuestAdmissions();
    private final InMemoryEncounters encounters = new InMemoryEncounters(anEncounterWith(ADAM, JANE));
    private final ListedGuests guests = new ListedGuests();
    private final List<Sending> recorded = new ArrayList<>();
    private final List<TelemedException> failures = new ArrayList<>();
    private Optional<InvitationSender> sender = Optional.empty();
    private boolean hideExistence;

    private InvitedGuest invites(ResourceReference caller, Invitee invitee) {
        return invites(caller, new GuestRequest(invitee, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private InvitedGuest invites(ResourceReference caller, GuestRequest request) {
        MembershipRule rule = new MembershipRule(new InMemoryRoleAndGroupResolver(), Duration.ofMinutes(15));
        ModeratorRule moderators = ModeratorRule.PRACTITIONERS;
        return new InviteGuest(
                        new ModeratorAccess(rule, moderators, new ExistenceHiding(hideExistence), clock),
                        new GuestListing(admissions, rule, moderators, clock),
                        admissions,
                        new SendInvitation(
                                sender, (admission, sending, at) -> recorded.add(sending), failures::add, clock),
                        URI.create("https://telemed.example/join"),
                        new SecureRandom(),
                        clock)
                .invite(
                        encounters,
                        guests,
                        VISIT,
                        new Caller("https://idp.example", "user", Optional.of(caller), Optional.empty()),
                        request);
    }

    private static Invitee named(String name) {
        return new Invitee.Named(GuestName.ifValid(name).orElseThrow());
    }

    private static Invitee known(ResourceReference person) {
        return new Invitee.Known(person);
    }

    private static void assertRefused(Reason reason, Runnable invitation) {
        TelemedException refusal = catchThrowableOfType(TelemedException.class, invitation::run);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
    }

    @Test
    void a_moderator_invites_somebody_by_name() {
        InvitedGuest invited = invites(ADAM, named("Rosa Díaz"));
        assertThat(invited.link().toString()).matches("https://telemed\\.example/join#[A-Za-z0-9_-]{43}");
        GuestSecret secret = new GuestSecret(invited.link().getRawFragment());
        Admission stored =
                admissions.findByInvitation(secret.hash()).orElseThrow().admission();
        assertThat(stored.status()).isEqualTo(AdmissionStatus.DRAFT);
        assertThat(stored.patient()).contains(JANE);
        assertThat(stored.invitation().orElseThrow().expires()).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(guests.added).containsExactly(stored.person());
        assertThat(guests.created).containsExactly("Rosa Díaz");
        assertThat(invited.sent()).isEmpty();
        assertThat(invited).hasToString("InvitedGuest[" + stored.person() + ", link redacted, sent=Optional.empty]");
    }

    @Test
    void somebody_who_is_listed_already_is_not_listed_twice() {
        encounters.put(anEncounterWith(ADAM, JANE, ROSA));
        invites(ADAM, known(ROSA));
        assertThat(guests.added).isEmpty();
        invites(
                ADAM,
                new GuestRequest(known(ROSA), Optional.of(GuestRole.TRANSLATOR), Optional.empty(), Optional.empty()));
        assertThat(guests.added).isEmpty();
        assertThat(guests.roles).containsExactly(GuestRole.TRANSLATOR);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUESTED", "ACCEPTED", "REJECTED"})
    void inviting_again_leaves_the_admission_as_it_is(AdmissionStatus status) {
        encounters.put(anEncounterWith(ADAM, JANE, ROSA));
        URI first = invites(ADAM, known(ROSA)).link();
        admissions.store(admissions.find(VISIT, ROSA).orElseThrow().decided(status, Optional.of(ADAM)));
        URI second = invites(ADAM, known(ROSA)).link();
        assertThat(second).isNotEqualTo(first);
        assertThat(admissions.find(VISIT, ROSA).orElseThrow().status()).isEqualTo(status);
        assertThat(admissions.findByInvitation(new GuestSecret(first.getRawFragment()).hash()))
                .isEmpty();
    }

    @Test
    void who_was_taken_off_and_is_invited_again_begins_anew() {
        encounters.put(anEncounterWith(ADAM, JANE, ROSA));
        invites(ADAM, known(ROSA));
        admissions.store(
                admissions.find(VISIT, ROSA).orElseThrow().decided(AdmissionStatus.ACCEPTED, Optional.of(ADAM)));
        encounters.put(anEncounterWith(ADAM, JANE));
        invites(ADAM, known(ROSA));
        Admission again = admissions.find(VISIT, ROSA).orElseThrow();
        assertThat(again.status()).isEqualTo(AdmissionStatus.DRAFT);
        assertThat(again.decidedBy()).isEmpty();
        assertThat(guests.added).containsExactly(ROSA);
    }

    @Test
    void a_moderator_of_this_visit_needs_no_invitation_but_a_guest_of_the_same_type_does() {
        assertRefused(Reason.BAD_REQUEST, () -> invites(ADAM, known(ADAM)));
        invites(ADAM, known(SPECIALIST));
        encounters.put(anEncounterWith(ADAM, JANE, SPECIALIST));
        invites(ADAM, known(SPECIALIST));
        assertThat(guests.added).containsExactly(SPECIALIST);
    }

    @Test
    void who_neither_moderates_nor_may_update_invites_nobody() {
        encounters.callerMayNot(Right.UPDATE);
        assertRefused(Reason.NOT_ALLOWED, () -> invites(JANE, named("Rosa")));
        assertRefused(Reason.NOT_A_PARTICIPANT, () -> invites(EVE, named("Rosa")));
        hideExistence = true;
        assertRefused(Reason.ENCOUNTER_NOT_FOUND, () -> invites(EVE, named("Rosa")));
        assertThat(guests.created).isEmpty();
        assertThat(invites(ADAM, named("Rosa"))).isNotNull();
    }

    @Test
    void who_may_update_invites_without_taking_part() {
        assertThat(invites(EVE, named("Rosa"))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSED", "UNKNOWN"})
    void nobody_is_invited_to_a_visit_that_is_over(EncounterPhase phase) {
        encounters.put(anEncounterWith(ADAM, JANE).inPhase(phase));
        assertRefused(Reason.ENCOUNTER_CLOSED, () -> invites(ADAM, named("Rosa")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2030-01-01T12:00:00Z", "2029-12-31T12:00:00Z", "2030-01-08T12:00:01Z", "2031-01-01T00:00:00Z"})
    void a_link_ends_in_the_future_and_within_seven_days(String until) {
        assertRefused(Reason.BAD_REQUEST, () -> invites(ADAM, until(until)));
        assertThat(guests.created).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-01-01T12:00:01Z", "2030-01-08T12:00:00Z"})
    void such_a_link_ends_when_it_was_said(String until) {
        assertThat(invites(ADAM, until(until))
                        .admission()
                        .invitation()
                        .orElseThrow()
                        .expires())
                .isEqualTo(Instant.parse(until));
    }

    private static GuestRequest until(String time) {
        return new GuestRequest(named("Rosa"), Optional.empty(), Optional.of(Instant.parse(time)), Optional.empty());
    }

    @Test
    void somebody_unknown_or_of_another_type_is_refused() {
        guests.missing.add(ROSA);
        assertRefused(Reason.BAD_REQUEST, () -> invites(ADAM, known(ROSA)));
        assertRefused(Reason.BAD_REQUEST, () -> invites(ADAM, known(JANE)));
        assertRefused(
                Reason.BAD_REQUEST, () -> invites(ADAM, known(new ResourceReference("PractitionerRole", "some"))));
        assertThat(guests.added).isEmpty();
    }

    @Test
    void a_name_needs_a_patient() {
        encounters.put(anEncounterWith(ADAM));
        assertRefused(Reason.NO_PATIENT, () -> invites(ADAM, named("Rosa")));
        assertThat(invites(ADAM, known(ROSA))).isNotNull();
    }

    @Test
    void a_visit_has_fifty_guests_at_most_and_one_of_them_gets_a_new_link() {
        List<ResourceReference> people = Stream.iterate(1, number -> number + 1)
                .limit(GuestListing.MOST)
                .map(number -> new ResourceReference("RelatedPerson", "guest-" + number))
                .toList();
        people.forEach(person -> invites(ADAM, known(person)));
        assertRefused(Reason.TOO_MANY_GUESTS, () -> invites(ADAM, named("One more")));
        assertRefused(Reason.TOO_MANY_GUESTS, () -> invites(ADAM, known(ROSA)));
        assertThat(guests.created).isEmpty();
        assertThat(invites(ADAM, known(people.get(0)))).isNotNull();
        clock.advance(Duration.ofDays(1));
        assertThat(invites(ADAM, named("One more"))).isNotNull();
    }

    @Test
    void an_admission_that_is_over_takes_no_place_of_a_guest() {
        for (int number = 1; number <= GuestListing.MOST; number++) {
            invites(ADAM, known(new ResourceReference("RelatedPerson", "guest-" + number)));
        }
        ResourceReference gone = new ResourceReference("RelatedPerson", "guest-7");
        admissions.store(admissions.find(VISIT, gone).orElseThrow().closed(AdmissionStatus.CANCELLED));
        assertThat(invites(ADAM, known(ROSA))).isNotNull();
        assertRefused(Reason.TOO_MANY_GUESTS, () -> invites(ADAM, named("One more")));
    }

    @Test
    void a_lost_race_is_tried_again() {
        encounters.put(anEncounterWith(ADAM, JANE, ROSA));
        invites(ADAM, known(ROSA));
        admissions.beforeNextWrite(() -> admissions.store(
                admissions.find(VISIT, ROSA).orElseThrow().decided(AdmissionStatus.ACCEPTED, Optional.of(ADAM))));
        assertThat(invites(ADAM, known(ROSA)).admission().status()).isEqualTo(AdmissionStatus.ACCEPTED);
    }

    @Test
    void without_a_sender_nothing_is_sent_and_nobody_invited() {
        assertRefused(Reason.BAD_REQUEST, () -> invites(ADAM, byPhone()));
        assertThat(guests.created).isEmpty();
    }

    @Test
    void a_link_is_sent_and_recorded() {
        List<URI> sent = new ArrayList<>();
        sender = Optional.of((phone, link, expires) -> sent.add(link));
        InvitedGuest invited = invites(ADAM, byPhone());
        assertThat(sent).containsExactly(invited.link());
        assertThat(invited.sent()).contains(true);
        assertThat(recorded).containsExactly(Sending.SENT);
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PROVIDER_TIMEOUT", "PROVIDER_REFUSED"})
    void the_invitation_stands_if_it_cannot_be_sent(Reason reason) {
        TelemedException failure = TelemedException.because(reason, "It could not be sent");
        sender = Optional.of((phone, link, expires) -> {
            throw failure;
        });
        InvitedGuest invited = invites(ADAM, byPhone());
        assertThat(invited.sent()).contains(false);
        assertThat(recorded).containsExactly(reason == Reason.PROVIDER_TIMEOUT ? Sending.UNKNOWN : Sending.REFUSED);
        assertThat(failures).containsExactly(failure);
        assertThat(admissions.findAll(VISIT)).hasSize(1);
    }

    private static GuestRequest byPhone() {
        return new GuestRequest(named("Rosa"), Optional.empty(), Optional.empty(), Optional.of(PHONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200d", "a\nb", "a\n", "a\u0000", "a\u202eb", "\ud800", "...", "a\u2028b"})
    void that_is_no_name(String text) {
        assertThat(GuestName.ifValid(text)).isEmpty();
    }

    @Test
    void a_name_has_eighty_characters_of_any_script_and_markup_is_text() {
        assertThat(GuestName.ifValid("x".repeat(81))).isEmpty();
        assertThat(GuestName.ifValid("😀".repeat(79) + "x")).isPresent();
        assertThat(GuestName.ifValid(" <b>Rosa</b> & \u06ac\u200c\u0627 ")
                        .orElseThrow()
                        .text())
                .isEqualTo("<b>Rosa</b> & \u06ac\u200c\u0627");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4155550100",
                "+0155550100",
                "+1 415 555 0100",
                "+1415555010012345",
                "+14155550100\n",
                "+١٤١٥٥٥٥٠١٠٠"
            })
    void that_is_no_phone_number(String text) {
        assertThat(PhoneNumber.ifValid(text)).isEmpty();
    }

    @Test
    void as_text_a_phone_number_says_nothing() {
        assertThat(PHONE).hasToString("PhoneNumber[redacted]");
    }

    /** Remembers what was written. */
    private static final class ListedGuests implements EncounterGuests {
        private final List<String> created = new ArrayList<>();
        private final List<ResourceReference> added = new ArrayList<>();
        private final List<GuestRole> roles = new ArrayList<>();
        private final Set<ResourceReference> missing = new HashSet<>();

        @Override
        public <T> T together(TelemedEncounter encounter, Supplier<T> writes) {
            return writes.get();
        }

        @Override
        public boolean isStored(TelemedEncounter encounter, ResourceReference person) {
            return !missing.contains(person);
        }

        @Override
        public Optional<ResourceReference> patientOf(TelemedEncounter encounter) {
            return encounter.participants().stream()
                    .map(entry -> entry.reference())
                    .filter(JANE::equals)
                    .findFirst();
        }

        @Override
        public ResourceReference create(ResourceReference patient, GuestName name) {
            created.add(name.text());
            return new ResourceReference("RelatedPerson", "new-" + created.size());
        }

        @Override
        public void add(
                TelemedEncounter encounter,
                ResourceReference person,
                Optional<GuestRole> role,
                Optional<GuestName> name) {
            added.add(person);
        }

        @Override
        public void giveRole(TelemedEncounter encounter, ResourceReference person, GuestRole role) {
            roles.add(role);
        }
    }
}

package org.telemed.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Appointments;
import org.telemed.acceptance.InThisProcess;
import org.telemed.acceptance.StoredEncounter;
import org.telemed.fhir.EncounterFixture;

/** The waiting room and the guests of a visit, and one from its Appointment, in two and three windows, in every version of FHIR. */
interface FrontDoorFlows extends InThisProcess, Appointments, PhotographFailures.WithChromium {
    String JANE = "Patient/jane-doe";
    String GUARDIAN = "RelatedPerson/john-doe";

    default VisitConsole newWindow() {
        return new VisitConsole(chromium().newWindow(), host().http().root());
    }

    default VisitConsole windowOf(String user, StoredEncounter visit) {
        return newWindow().opensVisit(user, visit.id());
    }

    default EncounterFixture aVisitWithGuardian() {
        return aVisitOfJaneWithAdam().withParticipant(GUARDIAN);
    }

    default StoredEncounter withRoom(EncounterFixture visit) {
        return encounterIn(as("adam").createsRoomFor(visit));
    }

    @Test
    default void a_patient_is_let_in_alone_is_sent_back_and_comes_again() {
        StoredEncounter visit = withRoom(aVisitWithGuardian());
        VisitConsole adam = windowOf("adam", visit).joins();
        VisitConsole jane = windowOf("jane", visit).entersWaitingRoom();
        adam.seesWaiting(JANE);
        VisitConsole guardian = windowOf("guardian", visit).entersWaitingRoom();
        adam.seesWaiting(JANE, GUARDIAN);
        assertThat(adam.window().driver().getTitle()).startsWith("(2) ");

        adam.decides("admit", JANE);
        jane.isInCall().seesAndHears(1);
        adam.seesWaiting(GUARDIAN).seesAndHears(1);
        guardian.waits();
        assertThat(twilio().connected(visit.room())).containsExactlyInAnyOrder("adam", "jane");

        adam.decides("waiting-room", JANE);
        jane.isOutOfTheCall().waits().window().reads("You were sent back from the call");
        adam.isAlone().seesWaiting(JANE, GUARDIAN);

        adam.decides("admit", JANE);
        jane.isInCall().seesAndHears(1);
        guardian.waits();
    }

    @Test
    default void who_is_sent_out_stays_out_until_let_in_again() {
        StoredEncounter visit = withRoom(aVisitOfJaneWithAdam());
        VisitConsole adam = windowOf("adam", visit).joins();
        VisitConsole jane = windowOf("jane", visit).entersWaitingRoom();
        adam.seesWaiting(JANE).decides("admit", JANE);
        jane.isInCall();

        adam.decides("out", JANE);
        jane.isOutOfTheCall().isTold("dismissed").window().reads("You were asked to leave");
        assertThat(jane.window().has("[data-testid=join]")).isFalse();
        assertThat(jane.window().has("[data-testid=device-check]")).isFalse();
        adam.isAlone().seesPersonAs(JANE, "dismissed");
        assertThat(as("jane").asksForToken(visit.id()).status()).isEqualTo(403);

        adam.decides("admit", JANE);
        jane.isTold("may-join").joins().seesAndHears(1);
    }

    @Test
    default void all_who_wait_are_let_in_at_once() {
        StoredEncounter visit = withRoom(aVisitWithGuardian());
        VisitConsole adam = windowOf("adam", visit).joins();
        VisitConsole jane = windowOf("jane", visit).entersWaitingRoom();
        VisitConsole guardian = windowOf("guardian", visit).entersWaitingRoom();
        adam.seesWaiting(JANE, GUARDIAN).controls("admit-everyone");
        jane.isInCall();
        guardian.isInCall();
        adam.seesWaiting().seesAndHears(2);
    }

    @Test
    default void a_guest_comes_by_link_drops_and_returns_and_is_out_when_taken_off_the_visit() {
        StoredEncounter visit = withRoom(aVisitOfJaneWithAdam());
        VisitConsole adam = windowOf("adam", visit).joins();
        String link = adam.invites("Ana Ruiz", "translator");
        VisitConsole ana = newWindow().opensLink(link).redeems().waits();
        assertThat(ana.window().address()).isEqualTo(host().http().root() + "/join");

        adam.window().reads("Ana Ruiz, interpreter, guest");
        adam.window().presses("[data-testid^=admit-RelatedPerson]");
        ana.isInCall().seesAndHears(1);

        ana.window().reloads();
        ana.joins().seesAndHears(1);
        ana.window().closes();
        adam.isAlone();
        VisitConsole again = newWindow();
        again.window().opens(host().http().root() + "/join");
        again.joins().seesAndHears(1);

        try (Chromium another = Chromium.start()) {
            VisitConsole stranger =
                    new VisitConsole(another.newWindow(), host().http().root());
            stranger.opensLink(link).redeems().window().reads("This invitation is not valid here");
            Accessibility.isGood(stranger.window());
        }

        as("adam")
                .replaces(visit.id(), aVisitOfJaneWithAdam().withId(visit.id()))
                .expecting(200);
        again.isOutOfTheCall().window().reads("You are no longer part of this visit");
        adam.isAlone();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> twilio().connected(visit.room()).size() == 1);
    }

    @Test
    default void a_booked_visit_is_moved_is_held_and_ends() {
        String appointment = isBooked(aBookingOfJaneWithAdam().at(inHours(3)));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        VisitConsole jane = windowOf("jane", visit).isTold("too-early");
        VisitConsole adam = windowOf("adam", visit).isTold("too-early");

        changes(appointment, aBookingOfJaneWithAdam().at(inHours(0)));
        adam.isInCall(); // by itself, as soon as it may
        jane.waits();
        adam.seesWaiting(JANE).decides("admit", JANE);
        jane.isInCall().seesAndHears(1);
        adam.seesAndHears(1);
        assertThat(twilio().connected(visit.room())).containsExactlyInAnyOrder("adam", "jane");

        edits(visit.id(), json -> json.put("status", "in-progress"));
        changes(appointment, aBookingOfJaneWithAdam().at(inHours(0)).withStatus("fulfilled"));
        jane.isInCall().seesAndHears(1);
        adam.confirms("finish-visit");
        adam.isOutOfTheCall().isTold("closed");
        jane.isOutOfTheCall().isTold("closed");
        await().atMost(Duration.ofSeconds(10)).until(() -> !twilio().isInProgress(visit.room()));
        assertRefused(opensRoomOf(appointment), 422, "business-rule", "encounter-closed");
    }

    @Test
    default void a_booking_that_is_cancelled_before_the_visit_began_sends_everybody_home() {
        String appointment = isBooked(aBookingOfJaneWithAdam().at(inHours(0)));
        StoredEncounter visit = encounterIn(opensRoomOf(appointment));
        VisitConsole adam = windowOf("adam", visit).joins();
        VisitConsole jane = windowOf("jane", visit).entersWaitingRoom();
        changes(appointment, aBookingOfJaneWithAdam().at(inHours(0)).withStatus("cancelled"));
        adam.isOutOfTheCall().isTold("closed");
        jane.isTold("closed");
    }
}

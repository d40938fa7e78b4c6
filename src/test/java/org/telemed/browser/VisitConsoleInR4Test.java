package org.telemed.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.fhir.EncounterFixture.aVisit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.telemed.acceptance.MovingClock;
import org.telemed.acceptance.StoredEncounter;
import org.telemed.acceptance.SuiteLog;
import org.telemed.fhir.FhirRelease;

/** Video visits of the demo's users, with moving pictures. */
@ExtendWith(SuiteLog.class)
class VisitConsoleInR4Test extends ChromiumTest implements VisitConsoleFlows {

    VisitConsoleInR4Test() {
        super(FhirRelease.R4);
    }

    @Test
    void who_closes_the_tab_is_out_and_comes_back() {
        StoredEncounter visit = aVisitWithRoom();
        VisitConsole adam = windowOf("adam", visit.id()).joins();
        VisitConsole jane = windowOf("jane", visit.id()).joins().seesAndHears(1);
        jane.window().closes();
        adam.isAlone();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> twilio().connected(visit.room()).size() == 1);

        windowOf("jane", visit.id()).joins().seesAndHears(1);
        adam.seesAndHears(1);
    }

    @Test
    void a_guardian_and_a_device_join_and_every_pair_has_media() {
        StoredEncounter visit = encounterIn(as("adam")
                .createsRoomFor(aVisitOfJaneWithAdam()
                        .withParticipant("RelatedPerson/john-doe")
                        .withOther("Device/home-tablet")));
        List<VisitConsole> all = List.of("adam", "jane", "guardian", "tablet").stream()
                .map(user -> windowOf(user, visit.id()).joins())
                .toList();
        all.forEach(person -> person.seesAndHears(3));
        all.get(0).window().photographedAs("call-of-four");
    }

    @Test
    void muting_and_a_shared_screen_reach_the_others() {
        StoredEncounter visit = aVisitWithRoom();
        VisitConsole adam = windowOf("adam", visit.id()).joins();
        VisitConsole jane = windowOf("jane", visit.id()).joins().seesAndHears(1);

        jane.controls("toggle-microphone");
        adam.window().sees("[data-testid=remote-tile] [title=Muted], [data-testid=remote-tile] [aria-label=Muted]");
        jane.controls("toggle-camera");
        adam.window().sees("[data-testid=no-picture]");
        jane.controls("toggle-camera");
        adam.window().seesNo("[data-testid=no-picture]");
        jane.controls("share-screen");
        adam.window().sees("[data-testid=screen-tile] video");
        jane.controls("share-screen");
        adam.window().seesNo("[data-testid=screen-tile]");
    }

    @Test
    void an_outsider_is_told_so() {
        StoredEncounter visit = encounterIn(
                as("clinic").createsRoomFor(aVisit().inProgress().withParticipant("RelatedPerson/john-doe")));
        VisitConsole jane = windowOf("jane", visit.id());
        jane.window().reads("not part of");
        assertThat(jane.window().has("[data-testid=join]")).isFalse();
        assertThat(twilio().connected(visit.room())).isEmpty();
    }

    @Test
    void a_lapsed_room_is_opened_again_by_joining() {
        StoredEncounter visit = aVisitWithRoom();
        time().advance(Duration.ofHours(2));
        twilio().timePasses("PT2H");
        VisitConsole adam = windowOf("adam", visit.id()).joins();
        windowOf("jane", visit.id()).joins().seesAndHears(1);
        adam.seesAndHears(1);
        assertThat(stored(visit.id()).room()).isNotEqualTo(visit.room());
    }

    @Test
    void an_ended_call_can_be_opened_again() {
        StoredEncounter visit = aVisitWithRoom();
        VisitConsole adam = windowOf("adam", visit.id()).joins();
        VisitConsole jane = windowOf("jane", visit.id()).joins();
        adam.confirms("end-call");
        jane.isOutOfTheCall();
        adam.isOutOfTheCall().opensRoom().joins();
        jane.joins().seesAndHears(1);
    }

    @Test
    void the_older_of_two_windows_of_one_person_is_told_of_the_newer() {
        StoredEncounter visit = aVisitWithRoom();
        VisitConsole first = windowOf("jane", visit.id()).joins();
        windowOf("jane", visit.id()).joins();
        first.isOutOfTheCall().window().reads("another window");
    }

    @Test
    void after_a_cut_of_ten_seconds_the_call_goes_on() {
        StoredEncounter visit = aVisitWithRoom();
        VisitConsole adam = windowOf("adam", visit.id()).joins();
        VisitConsole jane = windowOf("jane", visit.id()).joins().seesAndHears(1);
        twilio().cutsSignaling("{'match': 'GET /signaling', 'reset': true}");
        jane.window().reads("Connection lost");
        Instant cut = Instant.now();
        await().atMost(Duration.ofSeconds(15)).until(() -> Instant.now().isAfter(cut.plusSeconds(10)));
        twilio().isWell();
        jane.window().seesNo("[data-testid=call] .notice");
        jane.seesAndHears(1);
        adam.seesAndHears(1);
    }

    @Test
    void the_call_goes_on_when_the_vendor_was_away() {
        StoredEncounter visit = aVisitWithRoom();
        VisitConsole adam = windowOf("adam", visit.id()).joins();
        VisitConsole jane = windowOf("jane", visit.id()).joins().seesAndHears(1);
        twilio().cutsSignaling("{'match': '*', 'reset': true}");
        jane.window().reads("Connection lost");
        twilio().isWell();
        jane.seesAndHears(1);
        adam.seesAndHears(1);
    }

    @Test
    void a_token_that_expired_during_the_call_is_renewed_when_the_connection_was_lost() {
        StoredEncounter visit = aVisitWithRoom();
        VisitConsole adam = windowOf("adam", visit.id()).joins();
        VisitConsole jane = windowOf("jane", visit.id()).joins().seesAndHears(1);
        time().advance(Duration.ofMinutes(61));
        twilio().timePasses("PT61M");
        twilio().cutsSignaling();
        jane.isInCall().seesAndHears(1);
        adam.isInCall().seesAndHears(1);
    }

    private MovingClock time() {
        return inside().getBean(MovingClock.class);
    }
}

package org.telemed.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.fhir.EncounterFixture.aVisit;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.InThisProcess;
import org.telemed.acceptance.StoredEncounter;

/** What a doctor and a patient do in every version of FHIR. */
interface VisitConsoleFlows extends InThisProcess, PhotographFailures.WithChromium {

    /** A window in which that user of the demo looks at that visit. */
    default VisitConsole windowOf(String user, String visit) {
        return new VisitConsole(chromium().newWindow(), host().http().root()).opensVisit(user, visit);
    }

    /** A visit of jane with adam that is going on and has a room. */
    default StoredEncounter aVisitWithRoom() {
        return encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
    }

    @Test
    default void doctor_and_patient_meet_and_the_finished_visit_ends_their_call() {
        StoredEncounter visit = new StoredEncounter(
                as("adam").stores(aVisitOfJaneWithAdam()).expecting(201).json(), host().release());
        VisitConsole jane = windowOf("jane", visit.id()).isTold("no-room");
        VisitConsole adam =
                windowOf("adam", visit.id()).isTold("no-room").opensRoom().joins();

        jane.isInCall().seesAndHears(1);
        adam.seesAndHears(1);
        adam.seesPersonAs("Patient/jane-doe", "in-call");
        String room = stored(visit.id()).room();
        assertThat(twilio().connected(room)).containsExactlyInAnyOrder("adam", "jane");

        adam.confirms("finish-visit");
        adam.isOutOfTheCall().isTold("closed");
        jane.isOutOfTheCall().isTold("closed");
        assertThat(stored(visit.id()).json().path("status").asText())
                .isEqualTo(host().release().isR5() ? "completed" : "finished");
        await().atMost(Duration.ofSeconds(10)).until(() -> !twilio().isInProgress(room));
    }

    @Test
    default void who_is_removed_from_the_visit_is_out_within_two_seconds() {
        StoredEncounter visit = aVisitWithRoom();
        VisitConsole adam = windowOf("adam", visit.id()).joins();
        VisitConsole jane = windowOf("jane", visit.id()).joins().seesAndHears(1);

        as("clinic")
                .replaces(
                        visit.id(),
                        aVisit().inProgress().withId(visit.id()).withParticipant("Practitioner/adam-careful"))
                .expecting(200);
        Instant removed = Instant.now();
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !jane.window().has("[data-testid=call]"));
        assertThat(Duration.between(removed, Instant.now())).isLessThan(Duration.ofSeconds(2));
        jane.window().reads("no longer part of");
        adam.isInCall().isAlone();
    }
}

package org.telemed.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.faults.Visit.Phase;

/** Twilio is away for a while, and visits go on. */
class OutageTest extends FaultServer {
    private static final int VISITS = 100;
    private static final Duration OUTAGE = Duration.ofMinutes(5);

    @Test
    void one_sweep_after_five_minutes_without_twilio_all_visits_that_finished_have_no_room() {
        World world = new World(this);
        for (int i = 0; i < VISITS; i++) {
            aCallOfAdamAndJane(world);
        }
        world.vendorFailsBy("{'match':'*','reset':true}");
        for (Visit visit : world.visits()) {
            finishes(world, visit);
            world.timePasses(OUTAGE.dividedBy(VISITS));
        }
        world.node().comesToRest();
        world.twilio().isWell();
        assertThat(world.twilio().roomsInProgress())
                .as("nothing reached Twilio")
                .hasSize(VISITS);
        world.heals();
        assertThat(new Agreement(world).problems()).isEmpty();
        assertThat(world.twilio().roomsInProgress()).isEmpty();
        Attendance attendance = new Attendance(world);
        // callbacks are answered before they are recorded
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(attendance.recorded()).hasSize(4 * VISITS).isEqualTo(attendance.atTwilio()));
    }

    private void aCallOfAdamAndJane(World world) {
        Set<Person> people = Set.of(Person.ADAM, Person.JANE);
        Answer created = world.clinic().createsRoomFor(Visit.saying(Phase.OPEN, Visit.always(people)));
        Visit visit = new Visit(encounterIn(created).id(), Phase.OPEN);
        visit.isWith(Visit.always(people));
        visit.hasRoom(encounterIn(created).room());
        world.visits().add(visit);
        for (Person person : people) {
            Answer token = world.as(person).asksForToken(visit.id()).expecting(200);
            world.twilio().joins(visit.room(), token.parameter("token")).expecting(201);
        }
    }

    private static void finishes(World world, Visit visit) {
        world.clinic()
                .replaces(
                        visit.id(),
                        Visit.saying(Phase.CLOSED, Map.copyOf(visit.people())).withId(visit.id()))
                .expecting(200);
        visit.becomes(Phase.CLOSED);
    }
}

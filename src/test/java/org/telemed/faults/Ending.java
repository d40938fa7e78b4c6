package org.telemed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** How every story ends: everything works again, one sweep runs, and all is as it should be. */
final class Ending {
    private final Story story;
    private final World world;
    private final PeopleSteps people;

    Ending(Story story, PeopleSteps people) {
        this.story = story;
        this.world = story.world();
        this.people = people;
    }

    void comes() {
        story.allIsWellAgain();
        strangersGo();
        exactlyTheMembersCanJoin();
        attendanceIsComplete();
    }

    private void strangersGo() {
        world.strangers().forEach(room -> world.twilio().completed(room.sid()));
        world.strangers().clear();
    }

    private void exactlyTheMembersCanJoin() {
        for (Visit visit : world.visits()) {
            for (Person person : Person.values()) {
                people.askAndJoin(visit, person);
            }
            if (visit.isJoinable()) {
                Set<String> members = visit.members(world.now()).stream()
                        .map(Person::identity)
                        .collect(Collectors.toSet());
                assertThat(world.twilio().connected(visit.room()))
                        .as("who is in the room of " + visit)
                        .isEqualTo(members);
            }
        }
    }

    /** Once all rooms are over; how that came, nobody reports. */
    private void attendanceIsComplete() {
        world.callbacks("drop", 0);
        world.twilio()
                .roomsInProgress()
                .forEach(room -> world.twilio().completed(room.path("sid").asText()));
        world.timePasses(Duration.ofSeconds(61));
        world.node().sweeps();
        world.node().comesToRest();
        Attendance attendance = new Attendance(world);
        assertThat(attendance.recorded()).as("attendance").isEqualTo(attendance.atTwilio());
    }
}

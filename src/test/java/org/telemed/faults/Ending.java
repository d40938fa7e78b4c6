package org.telemed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;

/** How every story ends: everything works again, one sweep runs, and all is as it should be. */
final class Ending {
    private final Story story;
    private final World world;
    private final ClientSteps clients;
    private final PeopleSteps people;
    private final WaitingRoomSteps waitingRoom;

    Ending(Story story, ClientSteps clients, PeopleSteps people, WaitingRoomSteps waitingRoom) {
        this.story = story;
        this.clients = clients;
        this.waitingRoom = waitingRoom;
        this.world = story.world();
        this.people = people;
    }

    void comes() {
        story.allIsWellAgain();
        strangersGo();
        exactlyThoseWhoAreLetInCanJoin();
        everybodyIsLetIn();
        exactlyThoseWhoAreLetInCanJoin();
        attendanceIsComplete();
        noAdmissionIsLeft();
    }

    private void strangersGo() {
        world.strangers().forEach(room -> world.twilio().completed(room.sid()));
        world.strangers().clear();
    }

    private void everybodyIsLetIn() {
        for (Visit visit : world.visits()) {
            waitingRoom.askForStatus(visit);
            Set<Person> members = visit.members(world.now());
            if (!members.isEmpty()) {
                waitingRoom.admit(visit, members);
            }
        }
    }

    /** Whatever became of the visits, they are over at last. */
    private void noAdmissionIsLeft() {
        story.allIsWellAgain();
        world.visits().forEach(clients::finish);
        story.allIsWellAgain();
    }

    private void exactlyThoseWhoAreLetInCanJoin() {
        for (Visit visit : world.visits()) {
            for (Person person : Person.values()) {
                people.askAndJoin(visit, person);
            }
            if (visit.isJoinable()) {
                Set<String> letIn = world.mayBeIn(visit);
                letIn.remove(""); // a guest who never came
                assertThat(world.twilio().connected(visit.room()))
                        .as("who is in the room of " + visit)
                        .isEqualTo(letIn);
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

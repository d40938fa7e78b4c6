package org.telemed.faults;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.faults.Visit.Phase;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.FhirRelease;

/** What clients do with Encounters. */
final class ClientSteps {
    private static final int MOST_VISITS = 2;
    private static final String WAITING_ROOM = "?waitingRoom=";

    private final Story story;
    private final World world;
    private final Dice dice;

    ClientSteps(Story story) {
        this.story = story;
        this.world = story.world();
        this.dice = story.dice();
    }

    List<Step> all() {
        return List.of(
                Step.of(20, this::isThereRoomForMore, this::createNew),
                Step.of(4, this::isThereRoomForMore, this::storeWithoutRoom),
                Step.of(8, story::hasVisits, () -> create(story.anyVisit())),
                Step.of(5, story::hasVisits, () -> createWithChange(story.anyVisit())),
                Step.of(8, story::hasVisits, () -> addSomebody(story.anyVisit())),
                Step.of(12, story::hasVisits, () -> removeSomebody(story.anyVisit())),
                Step.of(6, story::hasVisits, () -> putBack(story.anyVisit())),
                Step.of(8, story::hasVisits, () -> finish(story.anyVisit())),
                Step.of(10, () -> story.anyIs(Phase.CLOSED), () -> open(story.anyThatIs(Phase.CLOSED))),
                Step.of(4, story::hasVisits, () -> delete(story.anyVisit())),
                Step.of(10, () -> story.anyIs(Phase.DELETED), () -> open(story.anyThatIs(Phase.DELETED))),
                Step.of(6, story::hasVisits, () -> end(story.anyVisit())));
    }

    private boolean isThereRoomForMore() {
        return world.visits().size() < MOST_VISITS;
    }

    void createNew() {
        Map<Person, Instant> people = people(dice.some());
        Phase phase = dice.oneOf(Phase.PLANNED, Phase.OPEN);
        boolean waitingRoom = dice.oneIn(2);
        Answer answer = world.clinic()
                .post(
                        "Encounter/$create-telemed-room" + (waitingRoom ? WAITING_ROOM + true : ""),
                        Visit.saying(phase, people).json(FhirRelease.R4));
        String room = waitingRoom ? "with a waiting room, " : "";
        story.tell("a client creates a visit and its room, " + room + phase + " with " + people.keySet(), answer);
        story.expect(answer, 200);
        if (answer.status() == 200) {
            Visit created = added(answer, phase, people);
            created.hasRoom(story.encounterIn(answer).room());
            created.hasWaitingRoom(waitingRoom);
        }
    }

    private void storeWithoutRoom() {
        Map<Person, Instant> people = people(dice.some());
        EncounterFixture encounter = withSomeService(Visit.saying(Phase.PLANNED, people));
        Answer answer = world.clinic().stores(encounter);
        story.tell("a client stores a visit without room, with " + people.keySet(), answer);
        story.expect(answer, 201);
        if (answer.status() == 201) {
            added(answer, Phase.PLANNED, people);
        }
    }

    private Visit added(Answer answer, Phase phase, Map<Person, Instant> people) {
        Visit visit = new Visit(answer.json().path("id").asText(), phase);
        visit.isWith(people);
        world.visits().add(visit);
        return visit;
    }

    private void create(Visit visit) {
        boolean says = dice.oneIn(3);
        boolean waitingRoom = says ? !dice.oneIn(4) : visit.hasWaitingRoom();
        Caller clinic = world.clinic();
        Answer answer = clinic.send(clinic.request(
                        "Encounter/" + visit.id() + "/$create-telemed-room" + (says ? WAITING_ROOM + waitingRoom : ""))
                .POST(BodyPublishers.noBody()));
        story.tell("a client creates a room for " + visit + (says ? WAITING_ROOM + waitingRoom : ""), answer);
        if (created(answer, visit)) {
            visit.hasWaitingRoom(waitingRoom);
        }
    }

    private void createWithChange(Visit visit) {
        Map<Person, Instant> people = people(dice.some());
        Phase phase = visit.is(Phase.DELETED) ? Phase.OPEN : visit.phase();
        EncounterFixture changed = withSomeService(Visit.saying(phase, people)).withId(visit.id());
        Answer answer = world.clinic().createsRoomFor(changed);
        story.tell("a client updates and creates a room for " + visit + ", with " + people.keySet(), answer);
        if (created(answer, visit)) {
            visit.isWith(people);
        }
    }

    private boolean created(Answer answer, Visit visit) {
        int expected =
                visit.is(Phase.DELETED) ? 410 : visit.is(Phase.CLOSED) ? 422 : story.isNameTaken(visit) ? 409 : 200;
        story.expect(answer, expected);
        if (answer.status() == 200) {
            visit.hasRoom(story.encounterIn(answer).room());
        } else {
            story.readAgain(visit);
        }
        return answer.status() == 200;
    }

    private void addSomebody(Visit visit) {
        Map<Person, Instant> people = visit.people();
        people.putAll(people(dice.some()));
        put(visit, visit.phase(), people, "adds " + people.keySet());
    }

    void removeSomebody(Visit visit) {
        Map<Person, Instant> people = visit.people();
        if (!people.isEmpty()) {
            Person removed = dice.oneOf(people.keySet());
            people.remove(removed);
            put(visit, visit.phase(), people, "removes " + removed);
        }
    }

    /** Nothing but what it says of the room is different. */
    private void putBack(Visit visit) {
        put(visit, visit.phase(), visit.people(), "puts back");
    }

    void finish(Visit visit) {
        put(visit, Phase.CLOSED, visit.people(), "finishes");
    }

    private void open(Visit visit) {
        put(visit, Phase.OPEN, visit.people(), visit.is(Phase.DELETED) ? "un-deletes" : "opens again");
    }

    void put(Visit visit, Phase phase, Map<Person, Instant> people, String what) {
        Phase stored = phase == Phase.DELETED ? Phase.OPEN : phase;
        boolean gone = visit.is(Phase.DELETED);
        leavesAdmissionsToTheSweep(visit);
        Answer answer = world.clinic()
                .replaces(
                        visit.id(),
                        withSomeService(Visit.saying(stored, people)).withId(visit.id()));
        story.tell("a client " + what + ": " + visit, answer);
        story.expect(answer, gone ? 201 : 200);
        if (answer.status() <= 201) {
            visit.becomes(stored);
            visit.isWith(people);
        } else {
            story.readAgain(visit);
        }
    }

    /** Of an Encounter without a virtual service no change is followed at once; the links of its guests are dead all the same. */
    private void leavesAdmissionsToTheSweep(Visit visit) {
        boolean telemed = world.stored(visit).filter(story::isTelemed).isPresent();
        if (!telemed && !world.decisions(visit).statuses().isEmpty()) {
            world.isDisturbed();
        }
    }

    void delete(Visit visit) {
        Answer answer = world.clinic().deletes("Encounter/" + visit.id());
        story.tell("a client deletes " + visit, answer);
        story.expect(answer, 200);
        if (answer.status() == 200) {
            visit.becomes(Phase.DELETED);
        } else {
            story.readAgain(visit);
        }
    }

    private void end(Visit visit) {
        boolean had = world.stored(visit).filter(story::isTelemed).isPresent();
        Answer answer = world.clinic().endsRoomOf(visit.id());
        story.tell("a client ends the call of " + visit, answer);
        story.expect(answer, visit.is(Phase.DELETED) ? 410 : had ? 200 : 422);
        if (answer.status() == 200) {
            visit.hasRoom("");
        } else {
            story.readAgain(visit);
        }
    }

    /** Clients send back what they read, or drop what they do not know, or lie. */
    private EncounterFixture withSomeService(EncounterFixture encounter) {
        return switch (dice.upTo(4)) {
            case 0 -> encounter.withPlaceholder();
            case 1 -> encounter.withRoom(story.anyRoomOfAnybody());
            default -> encounter;
        };
    }

    /** Some come for a time. */
    private Map<Person, Instant> people(Set<Person> some) {
        Map<Person, Instant> people = Visit.always(some);
        if (dice.oneIn(8)) {
            people.put(dice.oneOf(some), world.now().plus(Duration.ofMinutes(2 + dice.upTo(10))));
        }
        return people;
    }
}

package org.telemed.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.StoredEncounter;
import org.telemed.faults.Visit.Phase;
import org.telemed.fhir.FhirRelease;

/** What happens in one random sequence of steps, and what must be true meanwhile and afterwards. */
final class Story {
    /**
     * Within that time all is as it should be while nothing fails: also nobody is in a room against the Encounter or the last
     * decision that was stored. Else one sweep after the faults. The product says 2 s; this machine may be busy.
     */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static final String OTHER = "https://extensions.fhir.zapehr.com/encounter-other-participant";

    private final World world;
    private final Dice dice;
    private final Agreement agreement;
    private final List<String> told = new ArrayList<>();
    private final List<Step> steps;
    private final PeopleSteps people;
    private final WaitingRoomSteps waitingRoom;
    private final GuestSteps guests;
    private final ClientSteps clients;

    Story(FaultServer server, long seed) {
        this.world = new World(server);
        this.dice = new Dice(seed);
        this.agreement = new Agreement(world);
        this.people = new PeopleSteps(this);
        this.clients = new ClientSteps(this);
        this.waitingRoom = new WaitingRoomSteps(this, people);
        this.guests = new GuestSteps(this);
        this.steps = Stream.of(
                        clients.all(),
                        people.all(),
                        waitingRoom.all(),
                        guests.all(),
                        new FaultSteps(this, clients).all())
                .flatMap(List::stream)
                .toList();
    }

    /** Lets so much happen, and then has a look at what came of it. */
    void happens(int length) {
        for (int i = 0; i < length; i++) {
            Step step = i == 0 && !dice.oneIn(8) ? clients.all().get(0) : dice.step(steps);
            step.happens().run();
            world.node().comesToRest();
            world.timePasses(Duration.ofMillis(1100 + dice.upTo(30_000)));
            noteWhoseTimeIsUp();
            if (world.isCalm()) {
                soonAllIsAsItShouldBe();
            }
        }
        new Ending(this, clients, people, waitingRoom).comes();
    }

    private void noteWhoseTimeIsUp() {
        boolean up = world.visits().stream()
                .anyMatch(visit -> visit.people().values().stream()
                        .anyMatch(end -> !world.now().isBefore(end)));
        if (up) {
            world.isDisturbed();
        }
    }

    /** Without a sweep. */
    private void soonAllIsAsItShouldBe() {
        try {
            await().atMost(BOUND)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> agreement.problems().isEmpty());
        } catch (ConditionTimeoutException late) {
            require(false, "without any fault: " + agreement.problems());
        }
    }

    /** The faults end, one sweep runs, and everything agrees: also who was to be out is out. */
    void allIsWellAgain() {
        tell("all is well again, and a sweep runs");
        world.heals();
        List<String> problems = agreement.problems();
        require(problems.isEmpty(), "one sweep after the faults: " + problems);
    }

    World world() {
        return world;
    }

    Dice dice() {
        return dice;
    }

    List<String> told() {
        return told;
    }

    void tell(String what) {
        told.add(what);
    }

    void tell(String what, Answer answer) {
        String refusal = answer.status() < 300 ? "" : " " + answer.errorCode();
        tell(what + " -> " + answer.status() + refusal);
    }

    void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    /** While all is well exactly that; else a failure may come in its place, which says nothing. */
    void expect(Answer answer, int status) {
        boolean failed = answer.status() == 409 || answer.status() >= 500;
        require(
                answer.status() == status || (!world.isCalm() && failed),
                "expected " + status + ", but it was " + answer);
    }

    /** The same with a code. */
    void expect(Answer answer, Expected expected) {
        expect(answer, expected.status());
        boolean same = answer.status() != expected.status() || code(answer).equals(expected.code());
        require(same, "expected " + expected + ", but it was " + answer);
    }

    /** Of one of our errors, in whichever shape. */
    private static String code(Answer answer) {
        return answer.status() < 300 ? "" : answer.json().path("code").asText(answer.errorCode());
    }

    /** What became of a change that nobody can tell the outcome of. */
    void readAgain(Visit visit) {
        Optional<Encounter> stored = world.stored(visit);
        visit.becomes(stored.map(encounter -> Phase.of(encounter.getStatus().toCode()))
                .orElse(Phase.DELETED));
        stored.ifPresent(encounter -> {
            visit.hasRoom(Agreement.rooms(encounter).stream().findFirst().orElse(""));
            visit.isWith(peopleOn(encounter));
            visit.hasWaitingRoom(Agreement.hasWaitingRoom(encounter));
        });
    }

    private static Map<Person, Instant> peopleOn(Encounter encounter) {
        Map<Person, Instant> people = new EnumMap<>(Person.class);
        encounter
                .getParticipant()
                .forEach(
                        entry -> people.put(Person.of(entry.getIndividual().getReference()), endOf(entry.getPeriod())));
        encounter.getExtension().stream()
                .flatMap(others -> others.getExtensionsByUrl(OTHER).stream())
                .forEach(entry -> people.put(
                        Person.of(((Reference)
                                        entry.getExtensionByUrl("reference").getValue())
                                .getReference()),
                        endOf((Period) entry.getExtensionByUrl("period").getValue())));
        return people;
    }

    private static Instant endOf(Period period) {
        return period.hasEnd() ? period.getEnd().toInstant() : Instant.MAX;
    }

    boolean hasVisits() {
        return !world.visits().isEmpty();
    }

    Visit anyVisit() {
        return dice.oneOf(world.visits());
    }

    boolean anyIs(Phase phase) {
        return world.visits().stream().anyMatch(visit -> visit.is(phase));
    }

    Visit anyThatIs(Phase phase) {
        return dice.oneOf(
                world.visits().stream().filter(visit -> visit.is(phase)).toList());
    }

    boolean isNameTaken(Visit visit) {
        return world.strangers().stream().anyMatch(room -> room.name().equals(visit.id()));
    }

    boolean isTelemed(Encounter encounter) {
        return encounter.getExtension().stream()
                .map(Extension::getUrl)
                .anyMatch(url -> url.contains("virtual-service") || url.endsWith("/telemed-waiting-room"));
    }

    /** A room to lie about. */
    String anyRoomOfAnybody() {
        List<String> rooms = new ArrayList<>(List.of("RM" + "e".repeat(32)));
        world.visits().forEach(visit -> rooms.add(visit.room()));
        world.strangers().forEach(room -> rooms.add(room.sid()));
        rooms.removeIf(String::isEmpty);
        return dice.oneOf(rooms);
    }

    StoredEncounter encounterIn(Answer answer) {
        return new StoredEncounter(answer.json(), FhirRelease.R4);
    }
}

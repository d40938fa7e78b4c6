package org.telemed.faults;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.faults.Visit.Phase;

/** What those do who run a visit with a waiting room, or one with a guest. */
final class WaitingRoomSteps {
    private final Story story;
    private final World world;
    private final Dice dice;
    private final PeopleSteps people;

    WaitingRoomSteps(Story story, PeopleSteps people) {
        this.story = story;
        this.world = story.world();
        this.dice = story.dice();
        this.people = people;
    }

    List<Step> all() {
        return List.of(
                Step.of(14, this::maySomebodyWait, () -> admit(anyWithPeople(), somebody())),
                Step.of(40, this::isSomebodyExpected, this::somebodyIsLetInAndJoins),
                Step.of(12, this::maySomebodyWait, () -> dismiss(anyWithPeople(), somebody())),
                Step.of(40, this::isSomebodyAdmittedInside, this::somebodyInsideIsDismissed),
                Step.of(8, this::maySomebodyWait, this::twoDecideAtOnce),
                Step.of(12, this::isSomebodyInsideInPeace, this::somebodyIsSentBackAndLetInJustInTime),
                Step.of(8, () -> world.isCalm() && story.hasVisits(), () -> askForStatus(story.anyVisit())));
    }

    private List<Visit> withPeople() {
        return world.visits().stream()
                .filter(visit -> visit.people().keySet().stream().anyMatch(visit::mustBeAdmitted))
                .toList();
    }

    private boolean maySomebodyWait() {
        return !withPeople().isEmpty();
    }

    private Visit anyWithPeople() {
        return dice.oneOf(withPeople());
    }

    /** One or several, mostly of those who may take part. */
    private Set<Person> somebody() {
        return dice.oneIn(12) ? Set.of(dice.oneOf(Person.values())) : dice.some();
    }

    /** The clinic may always, the practitioner while they take part. */
    private Caller decider(boolean practitioner) {
        return practitioner ? world.as(Person.ADAM) : world.clinic();
    }

    void admit(Visit visit, Set<Person> persons) {
        boolean practitioner = dice.oneIn(visit.hasMember(Person.ADAM, world.now()) ? 2 : 10);
        int expected = answerTo(visit, persons, practitioner);
        Answer answer = decider(practitioner).admits(visit.id(), references(persons));
        story.tell((practitioner ? "adam" : "the clinic") + " admits " + persons + " to " + visit, answer);
        story.expect(answer, expected);
        if (answer.status() == 200) {
            isStored(visit, persons, Expected.TOKEN);
        }
    }

    private void dismiss(Visit visit, Set<Person> persons) {
        boolean practitioner = dice.oneIn(visit.hasMember(Person.ADAM, world.now()) ? 2 : 10);
        boolean out = dice.oneIn(2);
        int expected = answerToDismissal(visit, persons, practitioner);
        Answer answer = decider(practitioner).dismisses(visit.id(), out ? "out" : "waiting-room", references(persons));
        story.tell(
                (practitioner ? "adam" : "the clinic") + " dismisses " + persons + (out ? " out" : "") + ", " + visit,
                answer);
        story.expect(answer, expected);
        if (answer.status() == 200) {
            isStored(visit, persons, out ? Expected.DISMISSED : Expected.WAITING);
        }
    }

    private int answerTo(Visit visit, Set<Person> persons, boolean practitioner) {
        if (visit.is(Phase.DELETED)) {
            return 410;
        }
        if (practitioner && !visit.hasMember(Person.ADAM, world.now())) {
            return 403;
        }
        if (visit.is(Phase.CLOSED)) {
            return 422;
        }
        return visit.members(world.now()).containsAll(persons) ? 200 : 400;
    }

    /** The first of them who cannot be dismissed says why. */
    private int answerToDismissal(Visit visit, Set<Person> persons, boolean practitioner) {
        int expected = answerTo(visit, persons, practitioner);
        if (expected == 200) {
            for (Person person : persons) {
                if (person.moderates()) {
                    return 400;
                }
                if (!isGuest(visit, person) && !visit.hasWaitingRoom()) {
                    return 422;
                }
            }
        }
        return expected;
    }

    /** Whoever is only listed, and was never invited, is none. */
    private boolean isGuest(Visit visit, Person person) {
        return person.isGuest() && world.decisions(visit).of(person).isPresent();
    }

    private void isStored(Visit visit, Set<Person> persons, Expected decision) {
        Decisions stored = world.decisions(visit);
        persons.stream()
                .filter(person -> visit.hasWaitingRoom() ? visit.mustBeAdmitted(person) : isGuest(visit, person))
                .forEach(person -> story.require(
                        stored.answerTo(person) == decision || !world.isCalm(),
                        "decided was " + decision + " for " + person + ", and stored " + stored));
    }

    private static String[] references(Set<Person> persons) {
        return persons.stream().map(Person::reference).toArray(String[]::new);
    }

    private List<Visit> withSomebodyExpected() {
        return withPeople().stream()
                .filter(Visit::isJoinable)
                .filter(visit -> !expected(visit).isEmpty())
                .toList();
    }

    private boolean isSomebodyExpected() {
        return !withSomebodyExpected().isEmpty();
    }

    /** Those who have to be admitted, and would come if they were. */
    private List<Person> expected(Visit visit) {
        return visit.members(world.now()).stream()
                .filter(visit::mustBeAdmitted)
                .filter(person -> !person.isGuest() || visit.guest().isBound())
                .toList();
    }

    private void somebodyIsLetInAndJoins() {
        Visit visit = dice.oneOf(withSomebodyExpected());
        Person person = dice.oneOf(expected(visit));
        people.askAndJoin(visit, person);
        admit(visit, Set.of(person));
        people.askAndJoin(visit, person);
    }

    /** Those who had to be admitted, and are in. */
    private List<Person> admittedInside(Visit visit) {
        if (!visit.isJoinable()) {
            return List.of();
        }
        Set<String> inside = world.twilio().connected(visit.room());
        return visit.letIn(world.now(), world.decisions(visit)).stream()
                .filter(visit::mustBeAdmitted)
                .filter(person -> inside.contains(visit.identityOf(person)))
                .toList();
    }

    private List<Visit> withAdmittedInside() {
        return world.visits().stream()
                .filter(visit -> !admittedInside(visit).isEmpty())
                .toList();
    }

    private boolean isSomebodyAdmittedInside() {
        return world.vendorIsWell() && !withAdmittedInside().isEmpty();
    }

    private boolean isSomebodyInsideInPeace() {
        return world.isCalm() && isSomebodyAdmittedInside();
    }

    private void somebodyInsideIsDismissed() {
        Visit visit = dice.oneOf(withAdmittedInside());
        dismiss(visit, Set.of(dice.oneOf(admittedInside(visit))));
    }

    /** Whichever is stored last holds; nobody knows beforehand which that is. */
    private void twoDecideAtOnce() {
        Visit visit = anyWithPeople();
        Set<Person> persons = new HashSet<>(somebody());
        persons.remove(Person.ADAM);
        String[] references = references(persons);
        if (references.length == 0) {
            return;
        }
        String to = dice.oneOf("out", "waiting-room");
        Caller clinic = world.clinic();
        List<HttpRequest.Builder> requests = new ArrayList<>(
                List.of(clinic.admitting(visit.id(), references), clinic.dismissing(visit.id(), to, references)));
        if (dice.oneIn(2)) {
            requests.add(world.as(Person.ADAM).admitting(visit.id(), references));
        }
        List<Integer> answers = requests.stream().map(FaultServer.HTTP::sendAsync).toList().stream()
                .map(CompletableFuture::join)
                .map(Answer::status)
                .toList();
        story.tell("two decide at once about " + persons + ", in or " + to + ": " + visit + " -> " + answers);
        story.require(
                answers.stream().allMatch(status -> status < 500) || !world.isCalm(), "a decision failed: " + answers);
    }

    /**
     * The reconciler waits for Twilio's answer on who is inside; meanwhile the person is let in again. They were never to be
     * thrown out.
     */
    private void somebodyIsSentBackAndLetInJustInTime() {
        Visit visit = dice.oneOf(withAdmittedInside());
        Set<String> inside = new HashSet<>(world.twilio().connected(visit.room()));
        String person = dice.oneOf(admittedInside(visit)).reference();
        story.tell(person + " is sent back and let in again just in time, " + visit);
        String question = "GET /v1/Rooms/" + visit.room() + "/Participants";
        world.twilio().forgetsRequests();
        world.twilio().failsBy("{'match':'" + question + "','latencyMs':60000}");
        world.clinic().dismisses(visit.id(), "waiting-room", person);
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> world.twilio().requests(question).stream()
                        .anyMatch(call -> call.path("inFlight").asBoolean()));
        world.clinic().admits(visit.id(), person);
        world.twilio().isWell();
        world.node().comesToRest();
        story.require(
                world.twilio().connected(visit.room()).equals(inside),
                "somebody was thrown out on a decision that was no longer the last");
    }

    void askForStatus(Visit visit) {
        List<String> problems = new StatusAgreement(world).problems(visit);
        story.tell("everybody asks for the status of " + visit);
        story.require(problems.isEmpty(), "what $telemed-status says: " + problems);
    }
}

package org.telemed.faults;

import java.time.Duration;
import java.util.List;
import org.telemed.acceptance.Answer;
import org.telemed.faults.Visit.Ticket;

/** What people do who take part in a visit, or did, or never will. */
final class PeopleSteps {
    private final Story story;
    private final World world;
    private final Dice dice;

    PeopleSteps(Story story) {
        this.story = story;
        this.world = story.world();
        this.dice = story.dice();
    }

    List<Step> all() {
        return List.of(
                Step.of(30, story::hasVisits, () -> askAndJoin(story.anyVisit(), dice.oneOf(Person.USERS))),
                Step.of(20, this::isSomebodyMeantToCome, this::oneOfThoseMeantToComeJoins),
                Step.of(10, this::hasTickets, () -> joinAgain(dice.oneOf(tickets()))),
                Step.of(30, this::isSomebodyKeptOut, () -> joinAgain(dice.oneOf(ofThoseKeptOut()))),
                Step.of(6, story::hasVisits, () -> leave(story.anyVisit())),
                Step.of(5, story::hasVisits, this::waitAWhile));
    }

    private boolean isSomebodyMeantToCome() {
        return world.visits().stream()
                .anyMatch(visit ->
                        visit.isJoinable() && !visit.members(world.now()).isEmpty());
    }

    private void oneOfThoseMeantToComeJoins() {
        Visit visit = dice.oneOf(world.visits().stream()
                .filter(each -> each.isJoinable() && !each.members(world.now()).isEmpty())
                .toList());
        askAndJoin(visit, dice.oneOf(visit.members(world.now())));
    }

    private List<Ticket> tickets() {
        return world.visits().stream()
                .flatMap(visit -> visit.tickets().stream())
                .toList();
    }

    private boolean hasTickets() {
        return !tickets().isEmpty();
    }

    /** Their token would still let them in. */
    private List<Ticket> ofThoseKeptOut() {
        return world.visits().stream()
                .filter(Visit::isJoinable)
                .flatMap(visit -> visit.tickets().stream()
                        .filter(ticket -> ticket.room().equals(visit.room()))
                        .filter(ticket -> !visit.letIn(world.now(), world.decisions(visit))
                                .contains(ticket.holder())))
                .toList();
    }

    private boolean isSomebodyKeptOut() {
        return !ofThoseKeptOut().isEmpty();
    }

    void askAndJoin(Visit visit, Person person) {
        Decisions before = world.decisions(visit);
        Expected expected = person.isGuest()
                ? visit.answerToGuest(world.now(), before)
                : visit.answerTo(person, world.now(), before);
        Answer answer = person.isGuest()
                ? visit.guest().browser().orElseGet(world::aBrowser).asksForToken()
                : world.as(person).asksForToken(visit.id());
        story.tell(person + " asks for a token for " + visit, answer);
        story.require(
                answer.status() != 200 || expected == Expected.TOKEN,
                "a token went to " + person + ", against " + before);
        if (expected == Expected.TOKEN && story.isNameTaken(visit)) {
            story.expect(answer, 409);
        } else {
            story.expect(answer, expected);
        }
        if (answer.status() == 200) {
            got(visit, person, answer);
        } else {
            hasArrived(visit, person, expected);
            story.readAgain(visit);
        }
    }

    private void got(Visit visit, Person person, Answer answer) {
        Ticket ticket = new Ticket(person, answer.parameter("room"), answer.parameter("token"));
        visit.hasRoom(ticket.room());
        visit.issued(ticket);
        if (person.isGuest()) {
            visit.guest().isKnownAs(answer.parameter("identity"));
        }
        join(ticket);
    }

    private void hasArrived(Visit visit, Person person, Expected expected) {
        story.require(
                expected != Expected.WAITING
                        || !world.isCalm()
                        || world.decisions(visit).hasArrived(person),
                "the arrival of " + person + " was not recorded");
    }

    private void join(Ticket ticket) {
        Answer joined = world.twilio().joins(ticket.room(), ticket.token());
        story.tell(ticket.holder() + " joins " + ticket.room(), joined);
        story.require(
                joined.status() == 201 || !world.isCalm() || world.hasJustEndedOutside(ticket.room()),
                "a fresh token does not let in");
    }

    private void joinAgain(Ticket ticket) {
        Answer answer = world.twilio().joins(ticket.room(), ticket.token());
        story.tell(ticket.holder() + " joins " + ticket.room() + " with an old token", answer);
    }

    private void leave(Visit visit) {
        if (!visit.room().isEmpty()) {
            Person person = dice.oneOf(Person.values());
            story.tell(person + " leaves " + visit);
            if (!visit.identityOf(person).isEmpty()) {
                world.twilio().leaves(visit.room(), visit.identityOf(person));
            }
        }
    }

    private void waitAWhile() {
        Duration time = Duration.ofMinutes(dice.oneOf(1, 5, 20, 62));
        story.tell(time + " pass");
        world.timePasses(time);
    }
}

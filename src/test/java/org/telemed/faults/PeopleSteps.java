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
                Step.of(30, story::hasVisits, () -> askAndJoin(story.anyVisit(), dice.oneOf(Person.values()))),
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
                        .filter(ticket -> !visit.hasMember(ticket.holder(), world.now())))
                .toList();
    }

    private boolean isSomebodyKeptOut() {
        return !ofThoseKeptOut().isEmpty();
    }

    void askAndJoin(Visit visit, Person person) {
        int expected = visit.answerTo(person, world.now());
        boolean taken = expected == 200 && story.isNameTaken(visit);
        Answer answer = world.as(person).asksForToken(visit.id());
        story.tell(person + " asks for a token for " + visit, answer);
        story.require(answer.status() != 200 || expected == 200, "a token went to " + person);
        story.expect(answer, taken ? 409 : expected);
        if (answer.status() == 200) {
            Ticket ticket = new Ticket(person, answer.parameter("room"), answer.parameter("token"));
            visit.hasRoom(ticket.room());
            visit.issued(ticket);
            join(ticket);
        } else {
            story.readAgain(visit);
        }
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
            world.twilio().leaves(visit.room(), person.identity());
        }
    }

    private void waitAWhile() {
        Duration time = Duration.ofMinutes(dice.oneOf(1, 5, 20, 62));
        story.tell(time + " pass");
        world.timePasses(time);
    }
}

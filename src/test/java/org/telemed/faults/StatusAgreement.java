package org.telemed.faults;

import static org.telemed.acceptance.EventStream.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.telemed.acceptance.Answer;
import org.telemed.faults.Visit.Phase;

/** Whether {@code $telemed-status} says of everybody what the Encounter and the Tasks say; in words, where not. */
final class StatusAgreement {
    private static final String IN = "in";

    private final World world;

    StatusAgreement(World world) {
        this.world = world;
    }

    /** What is wrong; empty if nothing is. All must be well. */
    List<String> problems(Visit visit) {
        List<String> problems = new ArrayList<>();
        Decisions decisions = world.decisions(visit);
        judgeList(world.clinic().asksForStatus(visit.id()), visit, decisions, problems);
        for (Person person : Person.USERS) {
            Answer answer = world.as(person).asksForStatus(visit.id());
            int expected = visit.is(Phase.DELETED) ? 410 : visit.people().containsKey(person) ? 200 : 403;
            String state = answer.status() == 200 ? value(answer.json(), "state") : "";
            if (answer.status() != expected) {
                problems.add(person + " got " + answer);
            } else if (expected == 200 && !isRight(state, stateOf(visit, person, decisions))) {
                problems.add("to " + person + " it says " + state + ", against " + decisions);
            }
        }
        judgeGuest(visit, decisions, problems);
        return problems;
    }

    private void judgeGuest(Visit visit, Decisions decisions, List<String> problems) {
        visit.guest().browser().ifPresent(browser -> {
            Answer answer = browser.asksForStatus();
            boolean valid = visit.answerToGuest(world.now(), decisions) != Expected.NO_SESSION;
            if (answer.status() != (valid ? 200 : 404)) {
                problems.add("the guest got " + answer + ", against " + decisions);
            } else if (valid && !isRight(value(answer.json(), "state"), stateOf(visit, Person.ANA, decisions))) {
                problems.add("to the guest it says " + answer + ", against " + decisions);
            }
        });
    }

    private void judgeList(Answer answer, Visit visit, Decisions decisions, List<String> problems) {
        if (visit.is(Phase.DELETED)) {
            return;
        }
        Set<Person> missing = EnumSet.noneOf(Person.class);
        missing.addAll(visit.people().keySet());
        for (JsonNode part : answer.expecting(200).json().path("parameter")) {
            Optional<Person> listed = Person.find(value(part, "reference"));
            listed.ifPresent(person -> {
                missing.remove(person);
                judge(part, person, visit, decisions, problems);
            });
        }
        if (!missing.isEmpty()) {
            problems.add("the list lacks " + missing + ": " + answer);
        }
    }

    private void judge(JsonNode part, Person person, Visit visit, Decisions decisions, List<String> problems) {
        String state = value(part, "state");
        if (!isRight(state, stateOf(visit, person, decisions))) {
            problems.add("of " + person + " it says " + state + ", against " + decisions);
        }
        boolean arrived = state.equals("waiting") && !value(part, "since").isEmpty();
        if (state.equals("waiting") && arrived != decisions.hasArrived(person)) {
            problems.add("of the arrival of " + person + " it says " + arrived + ", against " + decisions);
        }
    }

    /** Whether somebody is in the call or may join, callbacks tell sooner or later. */
    private static boolean isRight(String state, String expected) {
        return expected.equals(IN) ? state.equals("in-call") || state.equals("may-join") : state.equals(expected);
    }

    private String stateOf(Visit visit, Person person, Decisions decisions) {
        if (visit.is(Phase.CLOSED)) {
            return "closed";
        }
        if (!visit.hasMember(person, world.now())) {
            return "left";
        }
        if (visit.room().isEmpty()) {
            return "no-room";
        }
        // whoever is listed and was never invited has no link, and asks nothing
        boolean waits = person.isGuest() && decisions.of(person).isEmpty()
                ? visit.hasWaitingRoom()
                : visit.mustBeAdmitted(person);
        return waits && !decisions.isAdmitted(person) ? decisions.stateOf(person) : IN;
    }
}

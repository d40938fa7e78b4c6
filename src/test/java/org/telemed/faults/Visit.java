package org.telemed.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.telemed.fhir.EncounterFixture;

/** What should be true of one Encounter: the story's own account of it. */
final class Visit {
    /** What a status comes to. */
    enum Phase {
        PLANNED("planned"),
        OPEN("in-progress"),
        CLOSED("finished"),
        DELETED("");

        private final String status;

        Phase(String status) {
            this.status = status;
        }

        static Phase of(String status) {
            return switch (status) {
                case "planned" -> PLANNED;
                case "in-progress" -> OPEN;
                case "finished" -> CLOSED;
                default -> throw new IllegalArgumentException(status);
            };
        }
    }

    /** What somebody once got: it opens that room for an hour, whatever they have become since. */
    record Ticket(Person holder, String room, String token) {}

    private static final Instant NEVER = Instant.MAX;

    private final String id;
    private final Map<Person, Instant> people = new EnumMap<>(Person.class);
    private final List<Ticket> tickets = new ArrayList<>();
    private Phase phase;
    private String room = "";

    Visit(String id, Phase phase) {
        this.id = id;
        this.phase = phase;
    }

    String id() {
        return id;
    }

    Phase phase() {
        return phase;
    }

    boolean is(Phase other) {
        return phase == other;
    }

    boolean isJoinable() {
        return (phase == Phase.OPEN || phase == Phase.PLANNED) && !room.isEmpty();
    }

    void becomes(Phase next) {
        phase = next;
        if (next == Phase.DELETED) {
            room = "";
        }
    }

    /** The room that is documented; empty if there is none. */
    String room() {
        return room;
    }

    void hasRoom(String sid) {
        room = sid;
    }

    Map<Person, Instant> people() {
        return new EnumMap<>(people.isEmpty() ? new EnumMap<>(Person.class) : people);
    }

    void isWith(Map<Person, Instant> others) {
        people.clear();
        people.putAll(others);
    }

    static Map<Person, Instant> always(Set<Person> people) {
        Map<Person, Instant> always = new EnumMap<>(Person.class);
        people.forEach(person -> always.put(person, NEVER));
        return always;
    }

    Set<Person> members(Instant now) {
        Set<Person> members = EnumSet.noneOf(Person.class);
        people.forEach((person, end) -> {
            if (now.isBefore(end)) {
                members.add(person);
            }
        });
        return members;
    }

    boolean hasMember(Person person, Instant now) {
        return members(now).contains(person);
    }

    void issued(Ticket ticket) {
        tickets.add(ticket);
    }

    List<Ticket> tickets() {
        return tickets;
    }

    /** What a token request of theirs is answered while all is well. */
    int answerTo(Person person, Instant now) {
        if (phase == Phase.DELETED) {
            return 410;
        }
        if (!hasMember(person, now)) {
            return 403;
        }
        return isJoinable() ? 200 : 422;
    }

    /** An Encounter of that phase with these people, and without a room. */
    static EncounterFixture saying(Phase phase, Map<Person, Instant> people) {
        EncounterFixture encounter = EncounterFixture.aVisit().withStatus(phase.status);
        people.forEach((person, end) -> person.on(
                encounter, end.equals(NEVER) ? "{\"start\":\"2020-01-01\"}" : "{\"end\":\"%s\"}".formatted(end)));
        return encounter;
    }

    @Override
    public String toString() {
        return id + " " + phase + " with " + people.keySet() + (room.isEmpty() ? ", no room" : " in " + room);
    }
}

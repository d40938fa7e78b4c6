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
    private final GuestAccess guest = new GuestAccess();
    private Phase phase;
    private String room = "";
    private boolean waitingRoom;

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

    boolean hasWaitingRoom() {
        return waitingRoom;
    }

    void hasWaitingRoom(boolean documented) {
        waitingRoom = documented;
    }

    boolean mustBeAdmitted(Person person) {
        return person.isGuest() || (waitingRoom && !person.moderates());
    }

    /** By what the guest comes. */
    GuestAccess guest() {
        return guest;
    }

    /** How Twilio knows that person in this visit. */
    String identityOf(Person person) {
        return person.isGuest() ? guest.identity() : person.identity();
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

    /** What a token request of theirs is answered while all is well, by a login. */
    Expected answerTo(Person person, Instant now, Decisions decisions) {
        if (phase == Phase.DELETED) {
            return Expected.DELETED;
        }
        if (!hasMember(person, now)) {
            return Expected.NO_PARTICIPANT;
        }
        return answerToMember(person, decisions);
    }

    /** The same by the session of a guest. */
    Expected answerToGuest(Instant now, Decisions decisions) {
        boolean valid = (phase == Phase.OPEN || phase == Phase.PLANNED)
                && hasMember(Person.ANA, now)
                && decisions.isOpen(Person.ANA)
                && guest.isBound();
        return valid ? answerToMember(Person.ANA, decisions) : Expected.NO_SESSION;
    }

    private Expected answerToMember(Person person, Decisions decisions) {
        if (!isJoinable()) {
            return phase == Phase.CLOSED ? Expected.CLOSED : Expected.NO_ROOM;
        }
        return mustBeAdmitted(person) ? decisions.answerTo(person) : Expected.TOKEN;
    }

    /** Who may be in its room now. */
    Set<Person> letIn(Instant now, Decisions decisions) {
        Set<Person> letIn = members(now);
        letIn.removeIf(person -> mustBeAdmitted(person) && !decisions.isAdmitted(person));
        return letIn;
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
        return id + " " + phase + (waitingRoom ? ", with a waiting room," : "") + " with " + people.keySet()
                + (room.isEmpty() ? ", no room" : " in " + room);
    }
}

package org.telemed.oracle;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.telemed.oracle.Outcome.Kind;

/** Decides who gets a token, and when, by the contract's words: membership first, then phase and start, then the room. */
final class Oracle {
    private static final Set<String> OPEN_R4 = Set.of("arrived", "triaged", "in-progress", "onleave");
    private static final Set<String> OPEN_R5 = Set.of("in-progress", "on-hold");

    private final Case asked;

    private Oracle(Case asked) {
        this.asked = asked;
    }

    /** The outcome; several if entries fail for several reasons, of which the contract does not say which is named. */
    static Set<Outcome> outcomes(Case asked) {
        Oracle oracle = new Oracle(asked);
        List<Entry> entries =
                oracle.caller().map(new EncounterEntries(asked)::of).orElse(List.of());
        List<Entry> held = entries.stream().filter(oracle::holds).toList();
        if (!held.isEmpty()) {
            return Set.of(oracle.ofAMember(held));
        }
        return asked.hidden() ? Set.of(Outcome.of(Kind.UNKNOWN)) : oracle.refusals(entries);
    }

    /** The first claim that is present counts, valid or not. */
    private Optional<Reference> caller() {
        return Case.PROFILE_CLAIMS.stream()
                .filter(asked.claims()::containsKey)
                .findFirst()
                .map(asked.claims()::get)
                .flatMap(claim -> claim instanceof String text ? Reference.read(text) : Optional.empty());
    }

    private boolean holds(Entry entry) {
        return entry.canHold()
                && !asked.now().isBefore(entry.start().minus(asked.early()))
                && asked.now().isBefore(entry.end());
    }

    /** When to come again, if there is such a time; else what must be repaired, or that the time is over. */
    private Set<Outcome> refusals(List<Entry> entries) {
        Optional<Instant> earliest = entries.stream()
                .filter(Entry::canHold)
                .filter(entry -> asked.now().isBefore(entry.end()))
                .map(Entry::start)
                .min(Comparator.naturalOrder());
        if (earliest.isPresent()) {
            return Set.of(Outcome.at(Kind.PARTICIPANT_TOO_EARLY, earliest.get().minus(asked.early())));
        }
        Set<Outcome> refusals = new HashSet<>();
        for (Entry entry : entries) {
            entry.unreadable().forEach(element -> refusals.add(Outcome.unreadable(Kind.PERIOD_UNREADABLE, element)));
            if (entry.canHold()) {
                refusals.add(Outcome.of(Kind.LEFT));
            }
        }
        return refusals.isEmpty() ? Set.of(Outcome.of(Kind.NOT_A_PARTICIPANT)) : refusals;
    }

    private Outcome ofAMember(List<Entry> held) {
        String status = Json.text(asked.encounter(), "status").orElse("");
        if (status.equals("planned")) {
            return untilTheStart().filter(this::stillStands).orElseGet(() -> ofTheRoom(held));
        }
        boolean open = (asked.isR5() ? OPEN_R5 : OPEN_R4).contains(status);
        return open ? ofTheRoom(held) : Outcome.of(Kind.CLOSED);
    }

    /** The refusal until the start; empty without a start. */
    private Optional<Outcome> untilTheStart() {
        return asked.isR5()
                ? untilTheStart(asked.encounter(), "plannedStartDate", "Encounter")
                        .or(() -> untilTheStartOf("actualPeriod"))
                : untilTheStartOf("period");
    }

    private Optional<Outcome> untilTheStartOf(String name) {
        Map<String, Object> period = Json.at(asked.encounter(), name);
        String path = "Encounter." + name;
        return Written.isNeitherStartNorEnd(period, asked.zone())
                ? Optional.of(Outcome.unreadable(Kind.START_UNREADABLE, path))
                : untilTheStart(period, "start", path);
    }

    private Optional<Outcome> untilTheStart(Map<String, Object> parent, String name, String path) {
        Written start = Written.read(parent, name, asked.zone());
        return start.isUnreadable()
                ? Optional.of(Outcome.unreadable(Kind.START_UNREADABLE, path + "." + name))
                : start.span()
                        .map(span ->
                                Outcome.at(Kind.VISIT_TOO_EARLY, span.first().minus(asked.early())));
    }

    private boolean stillStands(Outcome untilTheStart) {
        return untilTheStart.time().map(asked.now()::isBefore).orElse(true);
    }

    private Outcome ofTheRoom(List<Entry> held) {
        return switch (asked.room()) {
            case NONE, PLACEHOLDER -> Outcome.of(Kind.NO_ROOM);
            case LAPSED -> asked.reopen() ? token(held) : Outcome.of(Kind.ROOM_LAPSED);
            case LIVES -> token(held);
        };
    }

    /** Never past the end of the participation, so of the entry that holds longest. */
    private Outcome token(List<Entry> held) {
        Instant end =
                held.stream().map(Entry::end).max(Comparator.naturalOrder()).orElseThrow();
        Instant expires = asked.now().plus(asked.lifetime());
        return Outcome.at(Kind.TOKEN, expires.isBefore(end) ? expires : end);
    }
}

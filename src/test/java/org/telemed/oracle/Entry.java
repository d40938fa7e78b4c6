package org.telemed.oracle;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One way in which a person is listed, and for how long.
 *
 * @param unreadable the elements that could not be read
 */
record Entry(Instant start, Instant end, Set<String> unreadable) {
    /** Far enough away, and safe to add a duration to. */
    private static final Instant EVER = Instant.parse("+200000-01-01T00:00:00Z");

    private static final Instant NEVER_BEFORE = Instant.parse("-200000-01-01T00:00:00Z");

    static final Entry ALWAYS = new Entry(NEVER_BEFORE, EVER, Set.of());

    static Entry unreadable(String element) {
        return new Entry(NEVER_BEFORE, EVER, Set.of(element));
    }

    /** The period in that object, if it has one. */
    static Entry of(Map<String, Object> parent, String name, String path, ZoneId zone) {
        Map<String, Object> period = Json.at(parent, name);
        Written start = Written.read(period, "start", zone);
        Written end = Written.read(period, "end", zone);
        if (Written.isNeitherStartNorEnd(period, zone)) {
            return unreadable(path);
        }
        Set<String> unreadable = new HashSet<>();
        if (start.isUnreadable()) {
            unreadable.add(path + ".start");
        }
        if (end.isUnreadable()) {
            unreadable.add(path + ".end");
        }
        return new Entry(
                start.span().map(Span::first).orElse(NEVER_BEFORE),
                end.span().map(Span::next).orElse(EVER),
                unreadable);
    }

    /** Both at once. */
    Entry and(Entry other) {
        Set<String> both = new HashSet<>(unreadable);
        both.addAll(other.unreadable);
        return new Entry(
                start.isAfter(other.start) ? start : other.start, end.isBefore(other.end) ? end : other.end, both);
    }

    /** An unreadable, empty or backward one never holds. */
    boolean canHold() {
        return unreadable.isEmpty() && start.isBefore(end);
    }
}

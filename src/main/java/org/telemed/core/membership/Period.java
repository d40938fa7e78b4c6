package org.telemed.core.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, open where a bound is null.
 *
 * @param start the first instant in it
 * @param end the first instant no longer in it
 * @param unreadable the element that should say when, and cannot be read; such a period never holds
 */
public record Period(
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String unreadable) {
    public static final Period ALWAYS = new Period(null, null);

    public Period(@Nullable Instant start, @Nullable Instant end) {
        this(start, end, null);
    }

    /** One that never holds, because nobody can tell when it would. */
    public static Period unreadable(String element) {
        return new Period(null, null, element);
    }

    /** What both have in common; possibly nothing. */
    public Period and(Period other) {
        return new Period(
                later(start, other.start), earlier(end, other.end), unreadable != null ? unreadable : other.unreadable);
    }

    /** Whether no instant surely lies in it. */
    public boolean isEmpty() {
        return unreadable != null || (start != null && end != null && !start.isBefore(end));
    }

    public boolean isOverAt(Instant now) {
        return end != null && !now.isBefore(end);
    }

    /** Whether now lies before the start by more than the given time. */
    public boolean isAheadAt(Instant now, Duration early) {
        return start != null && now.isBefore(start.minus(early));
    }

    public Optional<Instant> ends() {
        return Optional.ofNullable(end);
    }

    /** The element that could not be read. */
    public Optional<String> unreadableElement() {
        return Optional.ofNullable(unreadable);
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}

package org.telemed.core.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A period of time; a null bound is open.
 *
 * @param start the first instant in it
 * @param end the first instant after it
 * @param unreadable the path of an element that cannot be parsed; such a period is never valid
 */
public record Period(
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String unreadable) {
    public static final Period ALWAYS = new Period(null, null);

    public Period(@Nullable Instant start, @Nullable Instant end) {
        this(start, end, null);
    }

    /** A period whose element cannot be parsed; it is never valid. */
    public static Period unreadable(String element) {
        return new Period(null, null, element);
    }

    /** The intersection of both periods; possibly empty. */
    public Period and(Period other) {
        return new Period(
                later(start, other.start), earlier(end, other.end), unreadable != null ? unreadable : other.unreadable);
    }

    /** Whether it contains no instant, or cannot be read. */
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

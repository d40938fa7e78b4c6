package org.telemed.core.error;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exception with a {@link Reason} for apps and a sentence for people, free of secrets and of PHI. */
public final class TelemedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    private TelemedException(Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public static TelemedException because(Reason reason, String message) {
        return new TelemedException(reason, message, null, null);
    }

    public static TelemedException because(Reason reason, String message, Throwable cause) {
        return new TelemedException(reason, message, null, cause);
    }

    /** The same, with the time after which another try makes sense. */
    public TelemedException retryAfter(Duration time) {
        return new TelemedException(reason, message(), time, getCause());
    }

    public Reason reason() {
        return reason;
    }

    /** The message, which is never null. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** How long to wait before another try, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

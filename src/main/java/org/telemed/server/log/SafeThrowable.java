package org.telemed.server.log;

import ch.qos.logback.classic.spi.ThrowableProxy;
import java.io.Serial;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An exception as it is logged: types, frames and causes, and messages only where they quote nothing that was sent. */
final class SafeThrowable extends ThrowableProxy {
    private final String type;

    /** @param harmless whether the message of an exception may be logged */
    SafeThrowable(Throwable thrown, Predicate<Throwable> harmless) {
        super(new Copy(thrown, harmless, Collections.newSetFromMap(new IdentityHashMap<>())));
        this.type = thrown.getClass().getName();
    }

    @Override
    public String getClassName() {
        return type;
    }

    /** Logback prints what it says of itself. */
    private static final class Copy extends Throwable {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String type;

        Copy(Throwable original, Predicate<Throwable> harmless, Set<Throwable> seen) {
            super(harmless.test(original) ? firstLine(original.getMessage()) : null);
            seen.add(original);
            type = original.getClass().getName();
            setStackTrace(original.getStackTrace());
            Throwable cause = original.getCause();
            if (cause != null && !seen.contains(cause)) {
                initCause(new Copy(cause, harmless, seen));
            }
            for (Throwable suppressed : original.getSuppressed()) {
                if (!seen.contains(suppressed)) {
                    addSuppressed(new Copy(suppressed, harmless, seen));
                }
            }
        }

        /** H2 puts the statement below it. */
        private static @Nullable String firstLine(@Nullable String message) {
            return message == null
                    ? null
                    : ControlCharacters.escaped(message.lines().findFirst().orElse(""));
        }

        /** The stack trace is the original's. */
        @Override
        public Throwable fillInStackTrace() {
            return this;
        }

        @Override
        public String toString() {
            return getMessage() == null ? type : type + ": " + getMessage();
        }
    }
}

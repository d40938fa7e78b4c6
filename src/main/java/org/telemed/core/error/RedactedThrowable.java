package org.telemed.core.error;

import java.io.Serial;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an exception that is safe to log: types, causes and stack traces without messages, because messages of HAPI
 * and of databases quote the request or the resource.
 */
public final class RedactedThrowable extends Throwable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Reasons whose sentences are about the vendor, the issuer or the settings alone. */
    private static final Set<Reason> HARMLESS = Collections.unmodifiableSet(EnumSet.of(
            Reason.ISSUER_DOWN,
            Reason.PROVIDER_THROTTLED,
            Reason.PROVIDER_TIMEOUT,
            Reason.PROVIDER_DOWN,
            Reason.PROVIDER_REFUSED,
            Reason.ROOM_NAME_TAKEN,
            Reason.NOT_CONFIGURED));

    private final String type;

    private RedactedThrowable(Throwable original, Predicate<Throwable> harmless, Set<Throwable> seen) {
        super(harmless.test(original) ? firstLine(original.getMessage()) : null);
        seen.add(original);
        type = original instanceof RedactedThrowable copy
                ? copy.type
                : original.getClass().getName();
        setStackTrace(original.getStackTrace());
        Throwable cause = original.getCause();
        if (cause != null && !seen.contains(cause)) {
            initCause(new RedactedThrowable(cause, harmless, seen));
        }
        for (Throwable suppressed : original.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                addSuppressed(new RedactedThrowable(suppressed, harmless, seen));
            }
        }
    }

    /** The failure with its stack trace. */
    public static RedactedThrowable of(Throwable failure) {
        return of(failure, RedactedThrowable::isHarmless);
    }

    /**
     * The same, with other messages.
     *
     * @param harmless whether the first line of an exception's message may be logged
     */
    public static RedactedThrowable of(Throwable failure, Predicate<Throwable> harmless) {
        return new RedactedThrowable(failure, harmless, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** The failure in one line. */
    public static String oneLine(Throwable failure) {
        if (failure instanceof TelemedException known) {
            return isHarmless(known) ? known.message() : known.reason().code() + causeOf(known);
        }
        String message = isHarmless(failure) ? firstLine(failure.getMessage()) : null;
        return failure.getClass().getName() + (message == null ? "" : ": " + message) + causeOf(failure);
    }

    /** Whether the message quotes nothing: a sentence of ours about the vendor or the settings, or one of the JVM. */
    public static boolean isHarmless(Throwable failure) {
        return failure instanceof RedactedThrowable
                || failure instanceof LinkageError
                || failure instanceof VirtualMachineError
                || (failure instanceof TelemedException known && HARMLESS.contains(known.reason()));
    }

    /** The name of the original's class. */
    public String type() {
        return type;
    }

    private static String causeOf(Throwable failure) {
        return failure.getCause() == null
                ? ""
                : " (" + failure.getCause().getClass().getName() + ")";
    }

    /** H2 puts the SQL statement into the second line. */
    private static @Nullable String firstLine(@Nullable String message) {
        return message == null ? null : message.lines().findFirst().orElse("").replaceAll("\\p{C}", "?");
    }

    /** Does nothing: the stack trace is the original's. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** The original's class name and message, since this is what is printed. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // it names another class
    public String toString() {
        return getMessage() == null ? type : type + ": " + getMessage();
    }
}

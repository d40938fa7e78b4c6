package org.telemed.server.log;

import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.function.Predicate;
import org.telemed.core.error.RedactedThrowable;

/** An exception as Logback prints it: types, frames and causes, and messages only where they quote nothing that was sent. */
final class SafeThrowable extends ThrowableProxy {
    private final String type;

    /** @param harmless whether the message of an exception may be logged */
    SafeThrowable(Throwable thrown, Predicate<Throwable> harmless) {
        this(RedactedThrowable.of(thrown, harmless));
    }

    private SafeThrowable(RedactedThrowable thrown) {
        super(thrown);
        this.type = thrown.type();
    }

    @Override
    public String getClassName() {
        return type;
    }
}

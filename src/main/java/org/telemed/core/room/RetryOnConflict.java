package org.telemed.core.room;

import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** Retries an attempt that failed with CONFLICT, because somebody else changed the Encounter at the same time. */
public final class RetryOnConflict {
    /** The number of attempts before the caller gets the CONFLICT. */
    public static final int TRIES = 3;

    private RetryOnConflict() {}

    /**
     * Runs the attempt, which must read the Encounter again each time.
     *
     * @throws TelemedException CONFLICT if every attempt failed with it
     */
    public static <T> T untilUncontested(int tries, Supplier<T> attempt) {
        for (int left = tries - 1; ; left--) {
            try {
                return attempt.get();
            } catch (TelemedException conflict) {
                if (conflict.reason() != Reason.CONFLICT || left == 0) {
                    throw conflict;
                }
            }
        }
    }
}

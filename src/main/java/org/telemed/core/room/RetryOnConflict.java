package org.telemed.core.room;

import java.util.function.Supplier;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** Repeats what lost against somebody else's change of the same Encounter. */
public final class RetryOnConflict {
    /** How often a change of ours may lose before the caller hears of it. */
    public static final int TRIES = 3;

    private RetryOnConflict() {}

    /**
     * Runs the attempt, which reads afresh each time.
     *
     * @throws TelemedException CONFLICT if it lost every time
     */
    public static <T> T untilUncontested(int tries, Supplier<T> attempt) {
        for (int left = tries - 1; ; left--) {
            try {
                return attempt.get();
            } catch (TelemedException lost) {
                if (lost.reason() != Reason.CONFLICT || left == 0) {
                    throw lost;
                }
            }
        }
    }
}

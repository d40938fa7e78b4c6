package org.telemed.core.sweep;

/** How much a sweep may read from the vendor; less after it was told to slow down, and more again with time. */
final class SweepBudget {
    private static final int LEAST = 10;

    private final int most;
    private int current;
    private int left;
    private boolean throttled;

    SweepBudget(int most) {
        this.most = Math.max(LEAST, most);
        this.current = this.most;
    }

    /** Twice as much as in the run before, up to the most, unless the vendor throttled that one. */
    void newRun() {
        current = throttled ? current : Math.min(most, current * 2);
        throttled = false;
        left = current;
    }

    /** Takes one read, if there is one left. */
    boolean take() {
        return left-- > 0;
    }

    /** The vendor throttles: half as much from now on. However often it says so in one run, that counts once. */
    void halve() {
        if (!throttled) {
            throttled = true;
            current = Math.max(LEAST, current / 2);
            left = Math.min(left, current);
        }
    }
}

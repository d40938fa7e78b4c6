package org.telemed.core.sweep;

/** Limits the rooms that one sweep reads; halved when the vendor throttles, doubled again in later runs. */
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

    /** Starts a run: doubles the budget up to its maximum, unless the vendor throttled the run before. */
    void newRun() {
        current = throttled ? current : Math.min(most, current * 2);
        throttled = false;
        left = current;
    }

    /** Takes one read, if there is one left. */
    boolean take() {
        return left-- > 0;
    }

    /** Halves the budget, once per run at most. */
    void halve() {
        if (!throttled) {
            throttled = true;
            current = Math.max(LEAST, current / 2);
            left = Math.min(left, current);
        }
    }
}

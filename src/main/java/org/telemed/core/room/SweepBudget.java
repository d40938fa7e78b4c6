package org.telemed.core.room;

/** How much a sweep may read from the vendor; less after it was told to slow down, and more again with time. */
final class SweepBudget {
    private static final int LEAST = 10;

    private final int most;
    private int current;
    private int left;

    SweepBudget(int most) {
        this.most = Math.max(LEAST, most);
        this.current = this.most;
    }

    void newRun() {
        left = current;
        current = Math.min(most, current * 2);
    }

    /** Takes one read, if there is one left. */
    boolean take() {
        return left-- > 0;
    }

    /** The vendor throttles: half as much in the next run. */
    void halve() {
        current = Math.max(LEAST, current / 4);
        left = 0;
    }
}

package org.telemed.emulator.signaling.tcmp;

import java.time.Duration;

/** The heartbeats of one connection, in both directions. */
final class Heartbeat {

    private static final int SHORTEST = 1000;
    private static final int LONGEST = 5000;
    private static final int MISSED = 3;

    private int millis = LONGEST;
    private long heard;
    private long sent;

    Heartbeat(long now) {
        heard = now;
        sent = now;
    }

    /** Agrees on an interval as near as possible to the one that the client asks for, in milliseconds. */
    int negotiate(int asked) {
        millis = Math.max(SHORTEST, Math.min(LONGEST, asked));
        return millis;
    }

    /** Whatever the client sends counts as a heartbeat. */
    void heard(long now) {
        heard = now;
    }

    /** Whether the client has been silent for three intervals. */
    boolean isMissed(long now) {
        return now - heard > Duration.ofMillis(millis).multipliedBy(MISSED).toNanos();
    }

    /** Whether it is time for one to the client, which then counts as sent; twice in an interval, to be in time. */
    boolean isDue(long now) {
        boolean due = now - sent > Duration.ofMillis(millis).dividedBy(2).toNanos();
        sent = due ? now : sent;
        return due;
    }
}

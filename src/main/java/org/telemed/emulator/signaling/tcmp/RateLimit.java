package org.telemed.emulator.signaling.tcmp;

/** A token bucket. */
final class RateLimit {

    private final int burst;
    private final double perNano;
    private double left;
    private long last;

    RateLimit(int burst, int perSecond, long now) {
        this.burst = burst;
        this.perNano = perSecond / 1e9;
        this.left = burst;
        this.last = now;
    }

    /** Whether one more is allowed; it counts if it is. */
    boolean allows(long now) {
        left = Math.min(burst, left + (now - last) * perNano);
        last = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}

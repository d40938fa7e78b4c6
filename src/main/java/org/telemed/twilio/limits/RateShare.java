package org.telemed.twilio.limits;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.telemed.core.setting.SettingChecks;

/**
 * This node's share of the account's rate limits, which are 20 writes and 80 reads a second.
 *
 * @param value 1 for all of them, 0.5 on each of two nodes; over 1 if Twilio has raised the account's limits
 */
public record RateShare(double value) {
    public static final RateShare WHOLE = new RateShare(1);

    private static final double LEAST = 0.05;
    private static final double MOST = 100;

    /** Permits are issued five times a second, because Twilio's seconds begin at other times than ours. */
    private static final double PERIODS_PER_SECOND = 5;

    /** @throws org.telemed.core.setting.InvalidSettingsException for a share of nothing, or of far more than there is */
    public RateShare {
        new SettingChecks()
                .require(
                        value >= LEAST && value <= MOST,
                        "rateShare",
                        "must be a number from 0.05 to 100 (1.0 for one node alone, 0.5 on each of two nodes)",
                        "1.0")
                .refuseInvalid();
    }

    /**
     * A limiter for this share of that rate.
     *
     * @param longestWait the longest wait for a permit
     */
    RateLimiter of(double perSecond, Duration longestWait) {
        double rate = perSecond * value;
        int atOnce = Math.max(1, (int) (rate / PERIODS_PER_SECOND));
        return RateLimiter.of(
                "twilio",
                RateLimiterConfig.custom()
                        .limitForPeriod(atOnce)
                        .limitRefreshPeriod(Duration.ofNanos((long) (atOnce / rate * 1e9)))
                        .timeoutDuration(longestWait)
                        .writableStackTraceEnabled(false)
                        .build());
    }
}

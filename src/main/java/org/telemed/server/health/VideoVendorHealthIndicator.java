package org.telemed.server.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.VideoProvider;

/**
 * Whether the video vendor answers and takes our credentials. One read, remembered for half a minute, however often health is
 * asked for. It is no part of readiness: FHIR works without video, and a restart would not bring the vendor back.
 */
final class VideoVendorHealthIndicator extends AbstractHealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(VideoVendorHealthIndicator.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** The underscore at its end keeps it from being the name of any Encounter's room. */
    private static final String NO_ROOM = "health_";

    private final VideoProvider provider;
    private final Clock clock;
    private Instant nextLook = Instant.MIN;
    private Health last = Health.unknown().build();

    VideoVendorHealthIndicator(VideoProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    @Override
    protected synchronized void doHealthCheck(Health.Builder builder) {
        Instant now = clock.instant();
        if (!now.isBefore(nextLook)) {
            Health before = last;
            last = look();
            if (!last.equals(before)) {
                log(last);
            }
            nextLook = now.plus(REMEMBERED);
        }
        builder.status(last.getStatus()).withDetails(last.getDetails());
    }

    private static void log(Health now) {
        if (now.getStatus().equals(Status.UP)) {
            LOG.info("The video vendor answers and accepts this server's credentials");
        } else {
            LOG.warn("Video calls do not work: {}", now.getDetails().get("message"));
        }
    }

    private Health look() {
        try {
            provider.findInProgress(NO_ROOM);
            return Health.up().build();
        } catch (TelemedException failed) {
            return Health.down()
                    .withDetail("reason", failed.reason().code())
                    .withDetail("message", RedactedThrowable.oneLine(failed))
                    .build();
        }
    }
}

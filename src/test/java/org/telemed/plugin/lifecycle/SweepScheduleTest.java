package org.telemed.plugin.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.telemed.core.sweep.RoomSweep;
import org.telemed.plugin.settings.TelemedProperties;

class SweepScheduleTest {
    private final AtomicInteger sweeps = new AtomicInteger();
    private final RoomSweep sweep = mock(RoomSweep.class, called -> {
        sweeps.incrementAndGet();
        throw new IllegalStateException("no database");
    });
    private final SweepSchedule schedule =
            new SweepSchedule(sweep, new TelemedProperties.Sweep(Duration.ofMillis(200), true, false));

    @Test
    void none_begins_after_the_close() throws InterruptedException {
        schedule.start();
        schedule.close();
        Thread.sleep(400);
        assertThat(sweeps).hasValue(0);
    }

    @Test
    void one_that_fails_is_followed_by_the_next() {
        schedule.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> sweeps.get() >= 2);
        schedule.close();
    }
}

package org.telemed.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.telemed.core.SettableClock;

class ReconcileQueueTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int CAPACITY = 3;

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final ReconcileQueue queue = new ReconcileQueue(1, CAPACITY, clock, failures::add);
    private final CountDownLatch workerFree = new CountDownLatch(1);

    @AfterEach
    void stop() {
        workerFree.countDown();
        queue.close();
    }

    @Test
    void work_is_done_on_another_thread() {
        queue.schedule("a", AT_ONCE, () -> done.add(Thread.currentThread().getName()));
        await().until(() -> done.size() == 1);
        assertThat(done).containsExactly("telemed-reconciler");
    }

    @Test
    void of_several_hints_about_one_thing_one_is_left() {
        keepTheWorkerBusy();
        assertThat(queue.schedule("a", AT_ONCE, () -> done.add("first"))).isTrue();
        assertThat(queue.schedule("a", AT_ONCE, () -> done.add("second"))).isTrue();
        assertThat(queue.schedule("b", AT_ONCE, () -> done.add("other"))).isTrue();
        assertThat(queue.waiting()).isEqualTo(2);
        assertThat(queue.running()).isOne();
        workerFree.countDown();
        await().until(() -> done.contains("other"));
        assertThat(done).containsExactly("first", "other");
        assertThat(queue.rejected()).isZero();
    }

    @Test
    void what_is_urgent_does_not_wait_for_what_is_not() {
        queue.schedule("a", AT_ONCE, () -> done.add("first"));
        await().until(() -> done.contains("first"));
        queue.schedule("a", HOUR, () -> done.add("in an hour"));
        assertThat(queue.schedule("a", AT_ONCE, () -> done.add("now"))).isTrue();
        await().until(() -> done.contains("now"));
        assertThat(done).containsExactly("first", "now");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void what_is_for_later_waits_and_what_is_for_now_takes_its_place() {
        queue.scheduleAfter(HOUR, "a", () -> done.add("in an hour"));
        queue.schedule("b", AT_ONCE, () -> done.add("other"));
        await().until(() -> done.contains("other"));
        assertThat(queue.waiting()).isOne();
        queue.schedule("a", AT_ONCE, () -> done.add("now"));
        await().until(() -> done.contains("now"));
        assertThat(done).containsExactly("other", "now");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void a_hint_that_comes_while_the_work_is_being_done_has_it_done_again() {
        queue.schedule("a", AT_ONCE, () -> {
            done.add("first");
            queue.schedule("a", AT_ONCE, () -> done.add("second"));
        });
        await().until(() -> done.size() == 2);
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void what_does_not_fit_is_counted_and_dropped() {
        keepTheWorkerBusy();
        for (String key : List.of("a", "b", "c")) {
            assertThat(queue.schedule(key, AT_ONCE, () -> done.add(key))).isTrue();
        }
        assertThat(queue.schedule("d", AT_ONCE, () -> done.add("d"))).isFalse();
        assertThat(queue.schedule("a", AT_ONCE, () -> done.add("again"))).isTrue();
        assertThat(queue.rejected()).isEqualTo(1);
        workerFree.countDown();
        await().until(() -> queue.waiting() == 0);
        assertThat(queue.schedule("e", AT_ONCE, () -> done.add("e"))).isTrue();
        await().until(() -> done.contains("e"));
        assertThat(done).containsExactly("a", "b", "c", "e");
    }

    @Test
    void work_of_one_key_keeps_its_distance_and_holds_up_no_other() {
        queue.schedule("a", HOUR, () -> done.add("first"));
        await().until(() -> done.contains("first"));
        queue.schedule("a", HOUR, () -> done.add("too soon"));
        queue.schedule("b", HOUR, () -> done.add("other"));
        await().until(() -> done.contains("other"));
        assertThat(queue.waiting()).isEqualTo(1);
        assertThat(done).containsExactly("first", "other");
    }

    @Test
    void after_the_distance_the_work_is_done_at_once() {
        queue.schedule("a", HOUR, () -> done.add("first"));
        await().until(() -> done.contains("first"));
        clock.advance(HOUR);
        queue.schedule("a", HOUR, () -> done.add("second"));
        await().until(() -> done.contains("second"));
    }

    @Test
    void what_keeps_no_distance_is_done_at_once_again() {
        queue.schedule("a", AT_ONCE, () -> done.add("first"));
        await().until(() -> done.contains("first"));
        queue.schedule("a", AT_ONCE, () -> done.add("second"));
        await().until(() -> done.contains("second"));
    }

    @Test
    void a_clock_that_was_set_back_makes_nobody_wait_longer_than_the_distance() {
        queue.schedule("a", Duration.ofMillis(1), () -> done.add("first"));
        await().until(() -> done.contains("first"));
        clock.advance(HOUR.negated());
        queue.schedule("a", Duration.ofMillis(1), () -> done.add("second"));
        await().until(() -> done.contains("second"));
    }

    @Test
    void work_that_fails_is_counted_and_told_and_stops_nothing() {
        IllegalStateException failure = new IllegalStateException("vendor");
        queue.schedule("a", AT_ONCE, () -> {
            throw failure;
        });
        queue.schedule("b", AT_ONCE, () -> done.add("b"));
        await().until(() -> done.contains("b"));
        assertThat(failures).containsExactly(failure);
        assertThat(queue.failed()).isEqualTo(1);
    }

    @Test
    void a_closed_queue_takes_nothing_and_drops_what_waits() {
        AtomicReference<Thread> worker = new AtomicReference<>();
        queue.schedule("a", HOUR, () -> worker.set(Thread.currentThread()));
        await().until(() -> worker.get() != null && queue.running() == 0);
        queue.schedule("a", HOUR, () -> done.add("later"));
        queue.close();
        assertThat(queue.schedule("b", AT_ONCE, () -> done.add("b"))).isFalse();
        assertThat(queue.waiting()).isEqualTo(1);
        await().until(() -> !worker.get().isAlive());
        assertThat(done).isEmpty();
        assertThat(worker.get().isDaemon()).as("keeps no server from its end").isTrue();
    }

    @Test
    void only_so_many_last_times_are_remembered() {
        ReconcileQueue large = new ReconcileQueue(1, 20_000, clock, failures::add);
        try (large) {
            large.schedule("first", AT_ONCE, () -> {});
            for (int number = 0; number < 10_000; number++) {
                large.schedule("other-" + number, AT_ONCE, () -> {});
            }
            await().until(() -> large.waiting() == 0);
            large.schedule("first", HOUR, () -> done.add("forgotten"));
            await().until(() -> done.contains("forgotten"));
        }
    }

    private void keepTheWorkerBusy() {
        CountDownLatch busy = new CountDownLatch(1);
        queue.schedule("busy", AT_ONCE, () -> {
            busy.countDown();
            waitFor(workerFree);
        });
        waitFor(busy);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.telemed.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.telemed.core.encounter.EncounterId;

class EncounterWatchTest {
    private static final EncounterId VISIT = new EncounterId("visit-1");
    private static final EncounterId OTHER = new EncounterId("visit-2");

    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final EncounterWatch watch = new EncounterWatch(Clock.systemUTC(), failures::add);

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void a_new_stream_is_checked_at_once() {
        Stream stream = new Stream(VISIT);
        watch.add(stream);
        stream.awaitChecks(1);
    }

    @Test
    void a_local_change_checks_the_streams_about_that_encounter_in_whichever_partition() {
        Stream stream = new Stream(VISIT.in("7"));
        Stream other = new Stream(OTHER);
        watch.add(stream);
        watch.add(other);
        stream.awaitChecks(1);
        other.awaitChecks(1);
        watch.changed(VISIT);
        stream.awaitChecks(2);
        assertThat(other.checks).hasValue(1);
    }

    @Test
    void what_another_node_changed_is_found_within_a_second() {
        Stream stream = new Stream(VISIT);
        Set<Set<EncounterId>> asked = ConcurrentHashMap.newKeySet();
        AtomicInteger changes = new AtomicInteger();
        watch.ask(watched -> {
            asked.add(watched);
            return changes.getAndSet(0) > 0 ? watched : Set.of();
        });
        watch.add(stream);
        stream.awaitChecks(1);
        changes.set(1);
        Instant changed = Instant.now();
        stream.awaitChecks(2);
        assertThat(Duration.between(changed, Instant.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(asked).containsExactly(Set.of(VISIT));
    }

    @Test
    void a_change_during_a_check_is_checked_again_and_never_by_two_threads() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Stream stream = new Stream(VISIT) {
            @Override
            public Instant check() {
                begun.countDown();
                awaitLatch(goOn);
                return super.check();
            }
        };
        watch.add(stream);
        begun.await();
        for (int i = 0; i < 10; i++) {
            watch.changed(VISIT);
        }
        goOn.countDown();
        stream.awaitChecks(2);
        assertThat(stream.most).hasValue(1);
    }

    @Test
    void a_failing_source_is_reported_once_and_asked_again() {
        AtomicInteger asked = new AtomicInteger();
        watch.ask(watched -> {
            if (asked.incrementAndGet() <= 3) {
                throw new IllegalStateException("the database is down");
            }
            return Set.of();
        });
        watch.add(new Stream(VISIT));
        await().until(() -> asked.get() > 3);
        assertThat(failures).extracting(Throwable::getMessage).containsExactly("the database is down");
    }

    @Test
    void a_failing_check_is_reported_and_made_again_after_the_next_change() {
        Stream stream = new Stream(VISIT) {
            @Override
            public Instant check() {
                super.check();
                throw new IllegalStateException("a failing check");
            }
        };
        watch.add(stream);
        stream.awaitChecks(1);
        watch.changed(VISIT);
        stream.awaitChecks(2);
        assertThat(failures).extracting(Throwable::getMessage).containsExactly("a failing check");
    }

    @Test
    void a_stream_that_is_removed_is_not_checked_any_more() {
        Stream stream = new Stream(VISIT);
        watch.add(stream);
        stream.awaitChecks(1);
        watch.remove(stream);
        watch.changed(VISIT);
        assertThat(watch.size()).isZero();
        assertThat(watch.isWatched(VISIT)).isFalse();
        assertThat(stream.checks).hasValue(1);
    }

    @Test
    void two_hundred_streams_take_no_more_threads_than_one() {
        watch.add(new Stream(VISIT));
        List<Stream> streams = IntStream.range(0, 200)
                .mapToObj(i -> new Stream(new EncounterId("visit-" + i)))
                .toList();
        streams.forEach(watch::add);
        streams.forEach(stream -> stream.awaitChecks(1));
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("telemed-status")))
                .hasSizeLessThanOrEqualTo(8); // those of the test before may still end
    }

    @Test
    void closing_ends_all_streams_and_takes_no_more() {
        Stream stream = new Stream(VISIT);
        watch.add(stream);
        watch.close();
        assertThat(stream.closed).hasValue(1);
        Stream late = new Stream(VISIT);
        watch.add(late);
        assertThat(late.closed).hasValue(1);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static class Stream implements Watcher {
        private final EncounterId encounter;
        private final AtomicInteger checks = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        Stream(EncounterId encounter) {
            this.encounter = encounter;
        }

        @Override
        public EncounterId encounter() {
            return encounter;
        }

        @Override
        public Instant check() {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            checks.incrementAndGet();
            running.decrementAndGet();
            return Instant.MAX;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }

        void awaitChecks(int number) {
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> checks.get() >= number);
        }
    }
}

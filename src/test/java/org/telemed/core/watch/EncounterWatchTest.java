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
    void a_failing_source_is_reported_once_until_it_answers_and_holds_up_no_stream_whose_time_has_come() {
        AtomicInteger asked = new AtomicInteger();
        watch.ask(watched -> {
            int time = asked.incrementAndGet();
            if (time != 3) {
                throw new IllegalStateException("failure " + time);
            }
            return Set.of();
        });
        Stream due = new Stream(VISIT, Instant.EPOCH);
        Stream notDue = new Stream(VISIT, Instant.now().plus(Duration.ofHours(1)));
        watch.add(due);
        watch.add(notDue);
        await().until(() -> failures.size() == 2);
        assertThat(failures).extracting(Throwable::getMessage).containsExactly("failure 1", "failure 4");
        due.awaitChecks(4);
        assertThat(notDue.checks).as("once when it was added").hasValue(1);
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
        Stream other = new Stream(OTHER);
        watch.add(stream);
        watch.add(other);
        stream.awaitChecks(1);
        assertThat(watch.size()).isEqualTo(2);
        assertThat(watch.isWatched(VISIT)).isTrue();
        watch.remove(stream);
        watch.changed(VISIT);
        assertThat(watch.size()).isEqualTo(1);
        assertThat(watch.isWatched(VISIT)).isFalse();
        assertThat(watch.isWatched(OTHER)).isTrue();
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
                .hasSizeLessThanOrEqualTo(8) // those of the test before may still end
                .as("none keeps a host alive that does not close them")
                .allMatch(Thread::isDaemon);
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

    @Test
    void a_change_after_the_end_checks_nothing_and_ends_what_it_meets() {
        Stream stream = new Stream(VISIT);
        watch.close();
        watch.add(stream);
        watch.changed(VISIT);
        assertThat(stream.checks).hasValue(0);
        assertThat(stream.closed).hasValue(2);
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
        private final Instant due;
        private final AtomicInteger checks = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        Stream(EncounterId encounter) {
            this(encounter, Instant.MAX);
        }

        Stream(EncounterId encounter, Instant due) {
            this.encounter = encounter;
            this.due = due;
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
            return due;
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

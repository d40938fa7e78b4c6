package org.telemed.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.SettableClock;

class AuditQueueTest {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final List<AuditEntry> stored = new CopyOnWriteArrayList<>();
    private final MemorySpill spill = new MemorySpill();
    private boolean storeIsDown;
    private int attempts;
    private final AuditQueue<AuditEntry> queue = queue(spill);

    private AuditQueue<AuditEntry> queue(AuditSpill<AuditEntry> into) {
        return new AuditQueue<>(
                2,
                AuditStore.of(entry -> {
                    attempts++;
                    if (storeIsDown) {
                        throw new IllegalStateException("database");
                    }
                    stored.add(entry);
                }),
                into,
                clock);
    }

    @Test
    void stores_what_waits() {
        AuditEntry entry = entry();
        queue.add(entry);
        assertThat(queue.waiting()).isEqualTo(1);
        workOff(queue);
        assertThat(stored).containsExactly(entry);
        assertThat(spill.held).isEmpty();
    }

    @Test
    void spills_what_does_not_fit_and_replays_it() {
        List<AuditEntry> entries = List.of(entry(), entry(), entry(), entry());
        entries.forEach(queue::add);
        assertThat(queue.waiting()).isEqualTo(2);
        assertThat(queue.spilled()).isEqualTo(2);
        workOff(queue);
        assertThat(stored).containsExactlyElementsOf(entries);
        assertThat(spill.held).isEmpty();
        assertThat(queue.dropped()).isZero();
    }

    @Test
    void spills_what_cannot_be_stored_and_replays_it_when_it_can() {
        storeIsDown = true;
        AuditEntry first = entry();
        AuditEntry second = entry();
        queue.add(first);
        queue.add(second);
        workOff(queue);
        assertThat(spill.held).containsExactly(first, second);
        assertThat(attempts)
                .as("during the pause after a failure the store is left alone")
                .isEqualTo(1);
        storeIsDown = false;
        workOff(queue);
        assertThat(stored).isEmpty();
        clock.advance(LONGEST_PAUSE);
        workOff(queue);
        assertThat(stored).containsExactlyInAnyOrder(first, second);
        assertThat(queue.dropped()).isZero();
    }

    @Test
    void one_that_cannot_be_stored_does_not_stop_the_others() {
        List<AuditEntry> good = new ArrayList<>();
        AuditEntry bad = entry();
        AuditQueue<AuditEntry> picky = new AuditQueue<>(
                10,
                AuditStore.of(entry -> {
                    if (entry.equals(bad)) {
                        throw new IllegalStateException("refused");
                    }
                    good.add(entry);
                }),
                spill,
                clock);
        AuditEntry other = entry();
        picky.add(bad);
        picky.add(other);
        for (int minute = 0; minute < 3; minute++) {
            clock.advance(LONGEST_PAUSE);
            workOff(picky);
        }
        assertThat(good).containsExactly(other);
        assertThat(spill.held).containsExactly(bad);
    }

    @Test
    void a_clock_that_is_set_back_makes_no_pause_longer() {
        storeIsDown = true;
        AuditEntry entry = entry();
        queue.add(entry);
        workOff(queue);
        storeIsDown = false;
        clock.advance(Duration.ofDays(-1));
        workOff(queue);
        assertThat(stored).containsExactly(entry);
    }

    @Test
    void counts_what_is_lost() {
        spill.isFull = true;
        List.of(entry(), entry(), entry()).forEach(queue::add);
        assertThat(queue.dropped()).isEqualTo(1);
        assertThat(queue.spilled()).isZero();
    }

    @Test
    void without_a_spill_an_entry_is_tried_several_times() {
        AuditQueue<AuditEntry> memory = queue(AuditSpill.none());
        storeIsDown = true;
        AuditEntry entry = entry();
        memory.add(entry);
        workOff(memory);
        clock.advance(LONGEST_PAUSE);
        workOff(memory);
        assertThat(attempts).isEqualTo(2);
        storeIsDown = false;
        clock.advance(LONGEST_PAUSE);
        workOff(memory);
        assertThat(stored).containsExactly(entry);
        assertThat(memory.dropped()).isZero();
    }

    @Test
    void without_a_spill_an_entry_is_given_up_in_the_end_and_counted() {
        AuditQueue<AuditEntry> memory = queue(AuditSpill.none());
        storeIsDown = true;
        memory.add(entry());
        for (int minute = 0; minute < 20; minute++) {
            workOff(memory);
            clock.advance(LONGEST_PAUSE);
        }
        assertThat(memory.dropped()).isEqualTo(1);
        assertThat(attempts).isEqualTo(8);
    }

    @Test
    void without_a_spill_what_does_not_fit_is_lost_and_counted() {
        AuditQueue<AuditEntry> memory = queue(AuditSpill.none());
        List.of(entry(), entry(), entry()).forEach(memory::add);
        assertThat(memory.dropped()).isEqualTo(1);
        assertThat(memory.spilled()).isZero();
    }

    @Test
    void without_a_spill_each_entry_has_its_own_tries() {
        AuditQueue<AuditEntry> memory = queue(AuditSpill.none());
        storeIsDown = true;
        memory.add(entry());
        memory.add(entry());
        for (int minute = 0; minute < 20; minute++) {
            workOff(memory);
            clock.advance(LONGEST_PAUSE);
        }
        assertThat(attempts).isEqualTo(16);
        assertThat(memory.dropped()).isEqualTo(2);
    }

    @Test
    void the_store_is_left_alone_for_a_second_then_twice_as_long_each_time_up_to_a_minute() {
        AuditQueue<AuditEntry> memory = queue(AuditSpill.none());
        storeIsDown = true;
        memory.add(entry());
        memory.step();
        int failures = 1;
        for (int pause : List.of(1, 2, 4, 8, 16, 32, 60)) {
            clock.advance(Duration.ofSeconds(pause).minusMillis(1));
            assertThat(memory.step())
                    .as("%s s after failure %s", pause, failures)
                    .isFalse();
            clock.advance(Duration.ofMillis(1));
            assertThat(memory.step()).isTrue();
            failures++;
            assertThat(attempts).isEqualTo(failures);
        }
    }

    @Test
    void where_nothing_waits_there_is_nothing_to_do() {
        assertThat(queue.step()).isFalse();
        assertThat(queue(AuditSpill.none()).step()).isFalse();
    }

    @Test
    void a_batch_that_is_tried_again_does_not_grow() {
        BatchStore batches = new BatchStore(3);
        AuditQueue<AuditEntry> busy = new AuditQueue<>(10, batches, AuditSpill.none(), clock);
        List<AuditEntry> entries = Stream.generate(this::entry).limit(5).toList();
        batches.bad.addAll(entries);
        entries.forEach(busy::add);
        workOff(busy);
        clock.advance(LONGEST_PAUSE);
        workOff(busy);
        assertThat(batches.sizes).containsExactly(3, 1, 3, 1);
    }

    @Test
    void at_its_end_it_closes_the_spill() {
        queue.close();
        assertThat(spill.isClosed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void at_its_end_it_stores_or_spills_what_waits(boolean down) {
        storeIsDown = down;
        AuditEntry first = entry();
        AuditEntry second = entry();
        queue.add(first);
        queue.add(second);
        queue.close();
        assertThat(down ? spill.held : stored).containsExactly(first, second);
        AuditEntry late = entry();
        queue.add(late);
        assertThat(spill.held).contains(late);
    }

    @Test
    void nobody_waits_for_a_store_that_hangs() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        AuditQueue<AuditEntry> slow = new AuditQueue<>(
                1,
                AuditStore.of(entry -> {
                    called.countDown();
                    try {
                        hanging.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    stored.add(entry);
                }),
                spill,
                clock);
        slow.start();
        slow.add(entry());
        called.await();
        slow.add(entry());
        slow.add(entry());
        assertThat(slow.waiting()).isEqualTo(1);
        assertThat(spill.held).hasSize(1);
        hanging.countDown();
        await().until(() -> stored.size() == 3);
        slow.close();
    }

    @Test
    void a_hurried_close_spills_what_waits_behind_a_store_that_hangs() {
        CountDownLatch hanging = new CountDownLatch(1);
        AuditQueue<AuditEntry> slow = new AuditQueue<>(5, AuditStore.of(entry -> awaitLatch(hanging)), spill, clock);
        slow.start();
        slow.add(entry());
        await().until(() -> slow.waiting() == 0);
        slow.add(entry());
        Thread.currentThread().interrupt();
        slow.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(spill.held).hasSize(1);
        hanging.countDown();
    }

    @Test
    void a_close_stores_the_entry_that_was_to_be_tried_again() {
        AuditQueue<AuditEntry> without = queue(AuditSpill.none());
        AuditEntry entry = entry();
        storeIsDown = true;
        without.add(entry);
        without.step();
        storeIsDown = false;
        clock.advance(Duration.ofMinutes(2));
        without.close();
        assertThat(stored).containsExactly(entry);
    }

    @Test
    void stores_what_waits_together() {
        BatchStore batches = new BatchStore(3);
        AuditQueue<AuditEntry> busy = new AuditQueue<>(10, batches, spill, clock);
        List<AuditEntry> entries = Stream.generate(this::entry).limit(7).toList();
        entries.forEach(busy::add);
        workOff(busy);
        assertThat(batches.sizes).containsExactly(3, 3, 1);
        assertThat(stored).containsExactlyElementsOf(entries);
    }

    @Test
    void a_bad_entry_in_a_batch_costs_no_other() {
        BatchStore batches = new BatchStore(5);
        AuditQueue<AuditEntry> busy = new AuditQueue<>(10, batches, AuditSpill.none(), clock);
        List<AuditEntry> entries = Stream.generate(this::entry).limit(5).toList();
        batches.bad.add(entries.get(2));
        entries.forEach(busy::add);
        for (int minute = 0; minute < 20; minute++) {
            workOff(busy);
            clock.advance(LONGEST_PAUSE);
        }
        assertThat(stored).containsExactly(entries.get(0), entries.get(1), entries.get(3), entries.get(4));
        assertThat(busy.dropped()).isEqualTo(1);
    }

    @Test
    void a_batch_that_fails_as_a_whole_is_stored_one_by_one_without_a_pause() {
        BatchStore batches = new BatchStore(5);
        batches.refusesBatches = true;
        AuditQueue<AuditEntry> busy = new AuditQueue<>(10, batches, spill, clock);
        List<AuditEntry> entries = Stream.generate(this::entry).limit(5).toList();
        entries.forEach(busy::add);
        workOff(busy);
        assertThat(stored).containsExactlyElementsOf(entries);
        assertThat(spill.held).isEmpty();
    }

    @Test
    void while_the_store_is_down_a_batch_costs_it_two_tries() {
        BatchStore batches = new BatchStore(5);
        AuditQueue<AuditEntry> busy = new AuditQueue<>(10, batches, spill, clock);
        List<AuditEntry> entries = Stream.generate(this::entry).limit(5).toList();
        batches.bad.addAll(entries);
        entries.forEach(busy::add);
        workOff(busy);
        assertThat(batches.sizes).containsExactly(5, 1);
        assertThat(spill.held).containsExactlyElementsOf(entries);
    }

    @Test
    void a_close_stores_in_batches_too() {
        BatchStore batches = new BatchStore(3);
        AuditQueue<AuditEntry> busy = new AuditQueue<>(10, batches, spill, clock);
        Stream.generate(this::entry).limit(5).forEach(busy::add);
        busy.close();
        assertThat(batches.sizes).containsExactly(3, 2);
        assertThat(stored).hasSize(5);
    }

    @Test
    void nobody_looks_whether_new_entries_are_stored_already() {
        BatchStore batches = new BatchStore(3);
        AuditQueue<AuditEntry> busy = new AuditQueue<>(10, batches, spill, clock);
        Stream.generate(this::entry).limit(4).forEach(busy::add);
        workOff(busy);
        assertThat(stored).hasSize(4);
        assertThat(batches.lookedFor).isEmpty();
    }

    @Test
    void what_was_tried_or_spilled_may_be_stored_already() {
        BatchStore batches = new BatchStore(3);
        AuditQueue<AuditEntry> busy = new AuditQueue<>(10, batches, spill, clock);
        AuditEntry bad = entry();
        AuditEntry good = entry();
        batches.bad.add(bad);
        busy.add(good);
        busy.add(bad);
        workOff(busy);
        batches.bad.clear();
        clock.advance(Duration.ofMinutes(2));
        workOff(busy);
        assertThat(stored).containsExactly(good, bad);
        assertThat(batches.lookedFor).containsExactly(good, bad, bad);
    }

    @Test
    void without_a_spill_a_single_entry_is_tried_once_and_then_looked_for() {
        BatchStore batches = new BatchStore(3);
        AuditQueue<AuditEntry> alone = new AuditQueue<>(10, batches, AuditSpill.none(), clock);
        AuditEntry bad = entry();
        batches.bad.add(bad);
        alone.add(bad);
        alone.step();
        assertThat(batches.sizes).containsExactly(1);
        assertThat(batches.lookedFor).isEmpty();
        batches.bad.clear();
        clock.advance(Duration.ofMinutes(2));
        AuditEntry next = entry();
        alone.add(next);
        workOff(alone);
        assertThat(stored).containsExactly(bad, next);
        assertThat(batches.lookedFor).containsExactly(bad, next);
        AuditEntry last = entry();
        alone.add(last);
        workOff(alone);
        assertThat(batches.lookedFor).doesNotContain(last);
    }

    private final class BatchStore implements AuditStore<AuditEntry> {
        private final int batchSize;
        private final List<AuditEntry> bad = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();
        private final List<AuditEntry> lookedFor = new ArrayList<>();
        private boolean refusesBatches;

        private BatchStore(int batchSize) {
            this.batchSize = batchSize;
        }

        @Override
        public int batchSize() {
            return batchSize;
        }

        @Override
        public void ensureStored(List<AuditEntry> entries) {
            lookedFor.addAll(entries);
            storeNew(entries);
        }

        @Override
        public void storeNew(List<AuditEntry> entries) {
            sizes.add(entries.size());
            if (entries.stream().anyMatch(bad::contains) || (refusesBatches && entries.size() > 1)) {
                throw new IllegalStateException("refused");
            }
            stored.addAll(entries);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void workOff(AuditQueue<AuditEntry> queue) {
        for (int step = 0; step < 20 && queue.step(); step++) {
            // each step does one thing
        }
    }

    private AuditEntry entry() {
        return new AuditEntry(
                UUID.randomUUID(),
                AuditKind.TOKEN_SENT,
                clock.instant(),
                AuditActor.SERVER,
                Optional.empty(),
                Map.of());
    }

    /** Hands over one entry at a time, and puts it behind the others if it could not be stored. */
    private static final class MemorySpill implements AuditSpill<AuditEntry> {
        private final Deque<AuditEntry> held = new ArrayDeque<>();
        private boolean isFull;
        private boolean isClosed;

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public synchronized boolean add(AuditEntry entry) {
            return !isFull && held.add(entry);
        }

        @Override
        public synchronized boolean replay(ToIntFunction<List<AuditEntry>> store) {
            AuditEntry next = held.poll();
            if (next != null && store.applyAsInt(List.of(next)) == 0) {
                held.add(next);
            }
            return next != null;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}

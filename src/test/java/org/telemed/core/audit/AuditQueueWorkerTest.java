package org.telemed.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.telemed.core.SettableClock;

/** The background thread of the queue. */
class AuditQueueWorkerTest {
    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");

    /** The first thread that stores; at a close that of the test stores too. */
    private final AtomicReference<Thread> worker = new AtomicReference<>();

    private final List<String> stored = new CopyOnWriteArrayList<>();
    private final List<String> spilled = new CopyOnWriteArrayList<>();
    private Consumer<String> store = stored::add;
    private final AuditQueue<String> queue = queue(new Spill());

    private AuditQueue<String> queue(AuditSpill<String> spill) {
        return new AuditQueue<>(
                10,
                new AuditStore<>() {
                    @Override
                    public int batchSize() {
                        return 1;
                    }

                    @Override
                    public void storeNew(List<String> entries) {
                        ensureStored(entries);
                    }

                    @Override
                    public void ensureStored(List<String> entries) {
                        worker.compareAndSet(null, Thread.currentThread());
                        entries.forEach(store);
                    }
                },
                spill,
                clock);
    }

    /** The worker looks into it whenever nothing else waits. */
    private final class Spill implements AuditSpill<String> {
        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public boolean add(String entry) {
            return spilled.add(entry);
        }

        @Override
        public boolean replay(ToIntFunction<List<String>> target) {
            worker.compareAndSet(null, Thread.currentThread());
            return false;
        }
    }

    /** An interrupt ends the worker at once, rather than when it looks again. */
    @AfterEach
    void stop() {
        worker.get().interrupt();
    }

    @Test
    void a_worker_with_nothing_to_do_rests_and_keeps_no_server_from_its_end() {
        queue.start();
        await().until(this::workerRests);
        assertThat(worker.get().isDaemon()).isTrue();
    }

    @Test
    @Timeout(3)
    void what_comes_while_the_worker_rests_is_stored_at_once() throws InterruptedException {
        Semaphore done = new Semaphore(0);
        store = entry -> {
            stored.add(entry);
            done.release();
        };
        queue.start();
        for (int entry = 0; entry < 20; entry++) {
            while (!workerRests()) {
                Thread.onSpinWait();
            }
            queue.add("entry " + entry);
            done.acquire();
        }
        assertThat(stored).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void a_worker_rests_while_the_store_is_left_alone() {
        AuditQueue<String> memory = queue(AuditSpill.none());
        store = entry -> {
            throw new IllegalStateException("database");
        };
        memory.start();
        memory.add("entry");
        await().until(this::workerRests);
        assertThat(memory.dropped()).isZero();
    }

    @Test
    void an_interrupted_worker_ends_and_a_close_stores_what_waits() throws InterruptedException {
        queue.start();
        await().until(this::workerRests);
        worker.get().interrupt();
        worker.get().join();
        queue.add("entry");
        queue.close();
        assertThat(stored).containsExactly("entry");
    }

    @Test
    void a_close_waits_for_the_entry_that_is_being_stored_and_stores_the_others() throws InterruptedException {
        Thread closing = Thread.currentThread();
        CountDownLatch called = new CountDownLatch(1);
        store = entry -> {
            called.countDown();
            await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
            stored.add(entry);
            store = stored::add;
        };
        queue.start();
        queue.add("first");
        called.await();
        queue.add("second");
        queue.close();
        assertThat(stored).containsExactly("first", "second");
        assertThat(spilled).isEmpty();
    }

    private boolean workerRests() {
        return worker.get() != null && worker.get().getState() == Thread.State.TIMED_WAITING;
    }
}

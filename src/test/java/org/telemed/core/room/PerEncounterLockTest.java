package org.telemed.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.telemed.core.encounter.EncounterFixture.VISIT;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.telemed.core.encounter.EncounterId;

/** The longest wait for the lock is ten seconds; no test waits for its end. */
@Timeout(5)
class PerEncounterLockTest {
    private final PerEncounterLock lock = new PerEncounterLock();
    private final List<String> inside = new CopyOnWriteArrayList<>();
    private final Action first = new Action("first", VISIT);
    private final Action second = new Action("second", VISIT);
    private final Action third = new Action("third", VISIT);

    /** An action on a thread of its own, which lasts until a test ends it. */
    private final class Action {
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread thread;

        Action(String name, EncounterId encounter) {
            thread = new Thread(() -> lock.take(encounter, () -> hold(name)), name);
            thread.setDaemon(true);
        }

        private boolean hold(String name) {
            inside.add(name);
            try {
                ended.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return inside.remove(name);
        }

        void start() {
            thread.start();
        }

        void startAndWait() {
            start();
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }

        void end() {
            ended.countDown();
        }
    }

    @AfterEach
    void endAll() {
        List.of(first, second, third).forEach(Action::end);
    }

    @Test
    void actions_for_one_encounter_run_one_at_a_time_in_the_order_of_their_arrival() {
        first.start();
        await().until(() -> inside.equals(List.of("first")));
        second.startAndWait();
        third.startAndWait();
        assertThat(inside).containsExactly("first");
        first.end();
        await().until(() -> inside.equals(List.of("second")));
        second.end();
        await().until(() -> inside.equals(List.of("third")));
    }

    @Test
    void one_that_comes_after_the_first_has_left_waits_for_the_second() {
        first.start();
        await().until(() -> inside.equals(List.of("first")));
        second.startAndWait();
        first.end();
        await().until(() -> inside.equals(List.of("second")));
        await().until(() -> !first.thread.isAlive());
        third.startAndWait();
        assertThat(inside).containsExactly("second");
    }

    @Test
    void an_action_for_another_encounter_does_not_wait() {
        first.start();
        await().until(() -> inside.equals(List.of("first")));
        assertThat(lock.take(new EncounterId("visit-2"), () -> "done")).isEqualTo("done");
    }

    @Test
    void an_action_that_fails_holds_up_nobody() {
        IllegalStateException failure = new IllegalStateException("vendor");
        assertThatThrownBy(() -> lock.take(VISIT, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        first.start();
        await().until(() -> inside.equals(List.of("first")));
    }

    @Test
    void who_is_interrupted_goes_on_without_the_lock_and_stays_interrupted() {
        first.start();
        await().until(() -> inside.equals(List.of("first")));
        Thread.currentThread().interrupt();
        assertThat(lock.take(VISIT, () -> List.copyOf(inside))).containsExactly("first");
        assertThat(Thread.interrupted()).isTrue();
        second.startAndWait();
        assertThat(inside).as("the lock is still the first one's").containsExactly("first");
    }

    @Test
    void of_an_encounter_that_nobody_works_on_no_lock_is_left() throws InterruptedException {
        first.start();
        await().until(() -> inside.equals(List.of("first")));
        second.startAndWait();
        first.end();
        second.end();
        first.thread.join();
        second.thread.join();
        assertThat(lock).hasFieldOrPropertyWithValue("locks", Map.of());
    }
}

package org.telemed.twilio.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoProvider;

/** What may be asked of the account in a second. The library counts real time, so only what must take long is measured. */
@Tag("slow")
class RateLimitsTest {
    private static final RoomId ROOM = new RoomId("RM1");

    private final InMemoryVideoProvider vendor = new InMemoryVideoProvider(Clock.systemUTC());
    private final VideoProviderFactory account =
            new VideoProviderFactory(vendor, RateShare.WHOLE, Duration.ofSeconds(5), Clock.systemUTC());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void users_write_15_times_a_second() {
        assertThat(timeOf(18, view -> view.complete(ROOM), account.forUsers()))
                .isGreaterThan(Duration.ofMillis(15 * 1000 / 15 - 200));
    }

    @Test
    void everybody_together_reads_80_times_a_second() {
        assertThat(timeOf(96, view -> view.find(ROOM), account.forUsers())).isGreaterThan(Duration.ofMillis(800));
    }

    @Test
    void the_sweep_reads_20_times_a_second() {
        assertThat(timeOf(20, view -> view.find(ROOM), account.forSweep())).isGreaterThan(Duration.ofMillis(600));
    }

    @Test
    void half_of_the_account_is_half_as_much() {
        VideoProviderFactory half =
                new VideoProviderFactory(vendor, new RateShare(0.5), Duration.ofSeconds(5), Clock.systemUTC());
        assertThat(timeOf(10, view -> view.complete(ROOM), half.forUsers())).isGreaterThan(Duration.ofMillis(1000));
    }

    @Test
    void who_would_wait_for_long_is_told_so_at_once() throws Exception {
        List<Reason> outcomes = outcomes(crowd(200, account.forUsers()));
        assertThat(outcomes).contains(Reason.PROVIDER_THROTTLED).hasSizeBetween(60, 90);
        assertThat(vendor.calls()).hasSize(200 - outcomes.size());
    }

    @Test
    void closing_goes_through_however_many_users_write() {
        List<Future<Reason>> users = crowd(150, account.forUsers());
        Awaitility.await().until(() -> users.stream().filter(Future::isDone).count() > 30);
        for (int room = 0; room < 5; room++) {
            assertThatCode(() -> account.forReconciler().complete(ROOM)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.04, 101, Double.NaN})
    void a_share_that_makes_no_sense_is_refused_by_its_name(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateShare(share))
                .withMessageContaining("rateShare");
    }

    private static Duration timeOf(int calls, Consumer<VideoProvider> call, VideoProvider view) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            call.accept(view);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private List<Future<Reason>> crowd(int writers, VideoProvider view) {
        Callable<Reason> write = () -> {
            try {
                view.complete(ROOM);
                return Reason.INTERNAL_ERROR;
            } catch (TelemedException refused) {
                assertThat(refused.retryAfter()).isPresent();
                return refused.reason();
            }
        };
        List<Future<Reason>> all = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            all.add(threads.submit(write));
        }
        return all;
    }

    private static List<Reason> outcomes(List<Future<Reason>> all) throws Exception {
        List<Reason> refusals = new ArrayList<>();
        for (Future<Reason> one : all) {
            if (one.get() != Reason.INTERNAL_ERROR) {
                refusals.add(one.get());
            }
        }
        return refusals;
    }
}

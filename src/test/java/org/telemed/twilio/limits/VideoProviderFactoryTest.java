package org.telemed.twilio.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.telemed.core.SettableClock;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.VideoProvider;
import org.telemed.twilio.http.TwilioErrors;

/** How often the provider is asked, for whom, and when not at all. */
class VideoProviderFactoryTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final RoomId ROOM = new RoomId("RM1");

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider vendor = new InMemoryVideoProvider(clock);
    private final VideoProviderFactory account =
            new VideoProviderFactory(vendor, new RateShare(100), TIME_LIMIT, clock);

    static Stream<TelemedException> transientFailures() {
        return Stream.of(serverError(), TwilioErrors.unreachable(new IOException("reset")));
    }

    static Stream<TelemedException> otherFailures() {
        return Stream.of(
                TwilioErrors.unreadable(),
                TwilioErrors.ofStatus(403, Optional.empty()),
                TwilioErrors.ofStatus(404, Optional.empty()),
                throttled(Duration.ofMillis(1)));
    }

    @ParameterizedTest
    @MethodSource("transientFailures")
    void a_user_is_given_one_retry(TelemedException failure) {
        vendor.failNext(failure);
        assertThat(account.forUsers().open(new RoomRequest("visit-1", 10))).isPresent();
        assertThat(vendor.calls()).containsExactly("open visit-1", "open visit-1");
    }

    @ParameterizedTest
    @MethodSource("transientFailures")
    void a_user_is_given_no_more_than_one(TelemedException failure) {
        vendor.failNext(failure);
        vendor.failNext(failure);
        assertThatThrownBy(() -> account.forUsers().find(ROOM)).isSameAs(failure);
        assertThat(vendor.calls()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void what_would_fail_again_is_not_sent_again(TelemedException failure) {
        vendor.failNext(failure);
        assertThatThrownBy(() -> account.forUsers().find(ROOM)).isSameAs(failure);
        assertThat(vendor.calls()).hasSize(1);
    }

    @Test
    void a_failure_that_took_long_is_not_followed_by_another_wait() {
        vendor.beforeNext(() -> {
            clock.advance(TIME_LIMIT.dividedBy(2));
            throw serverError();
        });
        assertThatThrownBy(() -> account.forUsers().find(ROOM)).isInstanceOf(TelemedException.class);
        assertThat(vendor.calls()).hasSize(1);
    }

    @Test
    void an_answer_that_never_came_is_not_waited_for_again() {
        vendor.beforeNext(() -> {
            clock.advance(TIME_LIMIT);
            throw TwilioErrors.timedOut(TIME_LIMIT);
        });
        assertThat(refused(() -> account.forUsers().find(ROOM)).reason()).isEqualTo(Reason.PROVIDER_TIMEOUT);
        assertThat(vendor.calls()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("transientFailures")
    void nobody_waits_for_the_keeper_and_the_sweep_so_they_send_once(TelemedException failure) {
        for (VideoProvider view : List.of(account.forReconciler(), account.forSweep())) {
            vendor.forgetCalls();
            vendor.failNext(failure);
            assertThatThrownBy(() -> view.complete(ROOM)).isSameAs(failure);
            assertThat(vendor.calls()).hasSize(1);
        }
    }

    @Test
    void after_ten_failures_the_provider_is_left_alone() {
        tenCallsFail();
        vendor.forgetCalls();
        for (VideoProvider view : List.of(account.forUsers(), account.forReconciler(), account.forSweep())) {
            TelemedException refusal = refused(() -> view.find(ROOM));
            assertThat(refusal.reason()).isEqualTo(Reason.PROVIDER_DOWN);
            assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(10));
        }
        assertThat(vendor.calls()).isEmpty();
    }

    @Test
    void the_provider_is_tried_again_after_a_while() {
        tenCallsFail();
        clock.advance(Duration.ofSeconds(11));
        for (int trial = 0; trial < 4; trial++) {
            assertThat(account.forReconciler().find(ROOM)).isEmpty();
        }
    }

    @Test
    void a_trial_that_fails_leaves_it_alone_for_longer() {
        tenCallsFail();
        clock.advance(Duration.ofSeconds(11));
        vendor.failNext(serverError());
        refused(() -> account.forReconciler().find(ROOM));
        vendor.forgetCalls();
        refused(() -> account.forReconciler().find(ROOM));
        assertThat(vendor.calls()).isEmpty();
    }

    @Test
    void trials_from_before_the_end_of_an_outage_do_not_count_after_it() {
        tenCallsFail();
        for (int trial = 0; trial < 3; trial++) {
            clock.advance(Duration.ofSeconds(11));
            vendor.failNext(serverError());
            refused(() -> account.forReconciler().find(ROOM));
        }
        clock.advance(Duration.ofSeconds(11));
        for (int call = 0; call < 20; call++) {
            assertThat(account.forReconciler().find(ROOM)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void refusals_however_many_keep_nobody_from_calling(TelemedException refusal) {
        for (int call = 0; call < 40; call++) {
            vendor.failNext(refusal);
            refused(() -> account.forReconciler().find(ROOM));
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(account.forReconciler().find(ROOM)).isEmpty();
    }

    @Test
    void a_room_that_exists_is_no_failure() {
        VideoProvider users = account.forUsers();
        users.open(new RoomRequest("visit-1", 10));
        vendor.forgetCalls();
        IntStream.range(0, 30)
                .forEach(call ->
                        assertThat(users.open(new RoomRequest("visit-1", 10))).isEmpty());
        assertThat(vendor.calls()).hasSize(30);
    }

    @Test
    void a_provider_that_throttles_is_not_asked_before_the_time_it_named() {
        vendor.failNext(throttled(Duration.ofSeconds(30)));
        refused(() -> account.forUsers().complete(ROOM));
        vendor.forgetCalls();
        clock.advance(Duration.ofSeconds(20));
        for (VideoProvider view : List.of(account.forUsers(), account.forReconciler(), account.forSweep())) {
            TelemedException refusal = refused(() -> view.complete(ROOM));
            assertThat(refusal.reason()).isEqualTo(Reason.PROVIDER_THROTTLED);
            assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(10));
        }
        assertThat(vendor.calls()).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        account.forUsers().complete(ROOM);
        assertThat(vendor.calls()).hasSize(1);
    }

    @Test
    void throttled_writes_do_not_hold_up_reads() {
        vendor.failNext(throttled(Duration.ofSeconds(30)));
        refused(() -> account.forUsers().complete(ROOM));
        assertThat(account.forUsers().find(ROOM)).isEmpty();
    }

    @Test
    void a_short_throttling_is_waited_out() {
        vendor.failNext(throttled(Duration.ofMillis(100)));
        refused(() -> account.forUsers().complete(ROOM));
        account.forUsers().complete(ROOM);
        assertThat(vendor.calls()).hasSize(2);
    }

    /** A user's view and a keeper's fail alike; the numbers of the circuit are those of all together. */
    private void tenCallsFail() {
        for (int call = 0; call < 10; call++) {
            vendor.failNext(serverError());
            refused(() -> account.forReconciler().find(ROOM));
        }
    }

    private static TelemedException serverError() {
        return TwilioErrors.ofStatus(503, Optional.empty());
    }

    private static TelemedException throttled(Duration wait) {
        return TwilioErrors.ofStatus(429, Optional.of(wait));
    }

    private static TelemedException refused(Runnable call) {
        return catchThrowableOfType(TelemedException.class, call::run);
    }
}

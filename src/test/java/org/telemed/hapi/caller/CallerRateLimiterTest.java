package org.telemed.hapi.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.core.caller.Caller;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.ResourceReference;

class CallerRateLimiterTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Caller ADAM = caller("https://a.example", "adam");

    @ParameterizedTest
    @CsvSource({"600, 100", "60, 10", "12, 10", "5, 5", "1, 1", "100000, 16666"})
    void a_sixth_of_a_minutes_requests_may_come_at_once_or_ten(int perMinute, int burst) {
        assertThat(taken(CallerRateLimiter.perMinute(perMinute), ADAM, burst + 5))
                .isEqualTo(burst);
    }

    @Test
    void one_request_more_is_refused_with_the_time_to_wait_in_whole_seconds() {
        CallerRateLimiter limit = CallerRateLimiter.of(1, Duration.ofMillis(2500), 10);
        limit.acquire(ADAM);
        assertThatThrownBy(() -> limit.acquire(ADAM))
                .asInstanceOf(type(TelemedException.class))
                .returns(Reason.TOO_MANY_REQUESTS, TelemedException::reason)
                .returns(Optional.of(Duration.ofSeconds(3)), TelemedException::retryAfter);
    }

    @Test
    void requests_come_back_with_the_next_period_and_never_more_than_a_burst() {
        CallerRateLimiter limit = CallerRateLimiter.of(3, Duration.ofSeconds(1), 10);
        assertThat(taken(limit, ADAM, 5)).isEqualTo(3);
        await().pollDelay(Duration.ofMillis(2100)).until(() -> true);
        assertThat(taken(limit, ADAM, 9)).isEqualTo(3);
    }

    @Test
    void callers_do_not_count_for_each_other() {
        CallerRateLimiter limit = CallerRateLimiter.of(2, LONG, 10);
        assertThat(taken(limit, ADAM, 3)).isEqualTo(2);
        assertThat(taken(limit, caller("https://a.example", "eve"), 3)).isEqualTo(2);
        assertThat(taken(limit, caller("https://b.example", "adam"), 3)).isEqualTo(2);
    }

    @Test
    void another_access_token_makes_nobody_somebody_else() {
        CallerRateLimiter limit = CallerRateLimiter.of(2, LONG, 10);
        assertThat(taken(limit, ADAM, 3)).isEqualTo(2);
        Caller again = new Caller(
                ADAM.issuer(),
                ADAM.userId(),
                Optional.of(new ResourceReference("Practitioner", "1")),
                Optional.of("another jti"));
        assertThat(taken(limit, again, 3)).isZero();
    }

    @Test
    void a_flood_of_other_callers_frees_nobody_who_keeps_asking() {
        CallerRateLimiter limit = CallerRateLimiter.of(1, LONG, 3);
        assertThat(taken(limit, ADAM, 2)).isEqualTo(1);
        for (int other = 0; other < 100; other++) {
            limit.acquire(caller("https://a.example", "other-" + other));
            assertThat(taken(limit, ADAM, 1)).isZero();
        }
    }

    @Test
    void the_callers_who_were_silent_for_longest_are_forgotten() {
        CallerRateLimiter limit = CallerRateLimiter.of(1, LONG, 3);
        limit.acquire(ADAM);
        for (int other = 0; other < 3; other++) {
            limit.acquire(caller("https://a.example", "other-" + other));
        }
        assertThat(taken(limit, ADAM, 1)).isEqualTo(1);
    }

    @Test
    void requests_at_once_are_counted_exactly() {
        CallerRateLimiter limit = CallerRateLimiter.of(500, LONG, 10);
        long taken = IntStream.range(0, 4000)
                .parallel()
                .filter(request -> taken(limit, ADAM, 1) == 1)
                .count();
        assertThat(taken).isEqualTo(500);
    }

    private static int taken(CallerRateLimiter limit, Caller caller, int requests) {
        int taken = 0;
        for (int request = 0; request < requests; request++) {
            try {
                limit.acquire(caller);
                taken++;
            } catch (TelemedException refused) {
                assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
            }
        }
        return taken;
    }

    private static Caller caller(String issuer, String user) {
        return new Caller(issuer, user, Optional.empty(), Optional.empty());
    }
}

package org.telemed.hapi.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.guest.GuestSecret;

class GuestLimitsTest {
    private final SecureRandom random = new SecureRandom();
    private final GuestLimits limits = new GuestLimits(Optional.of(3), Optional.empty());

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }

    private GuestSecret link() {
        return GuestSecret.random(random);
    }

    private static void assertTooMany(Runnable attempt) {
        TelemedException refusal = catchThrowableOfType(TelemedException.class, attempt::run);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
        assertThat(refusal.retryAfter()).isPresent();
    }

    @Test
    void an_address_that_fails_too_often_has_to_wait_and_another_has_not() {
        for (int failure = 0; failure < 3; failure++) {
            limits.attempt(from("192.0.2.1"), link());
            limits.failed(from("192.0.2.1"));
        }
        assertTooMany(() -> limits.attempt(from("192.0.2.1"), link()));
        assertTooMany(() -> limits.failed(from("192.0.2.1")));
        limits.attempt(from("192.0.2.2"), link());
    }

    @Test
    void attempts_that_succeed_do_not_count_for_an_address() {
        for (int guest = 0; guest < 100; guest++) {
            limits.attempt(from("192.0.2.1"), link());
        }
    }

    @Test
    void one_link_is_tried_twenty_times_a_minute_from_wherever() {
        GuestSecret link = link();
        for (int attempt = 0; attempt < 20; attempt++) {
            limits.attempt(from("192.0.2." + attempt), link);
        }
        assertTooMany(() -> limits.attempt(from("192.0.2.99"), link));
    }

    @Test
    void without_a_limit_no_address_has_to_wait() {
        GuestLimits none = new GuestLimits(Optional.empty(), Optional.empty());
        for (int failure = 0; failure < 1000; failure++) {
            none.failed(from("192.0.2.1"));
        }
        none.attempt(from("192.0.2.1"), link());
    }
}

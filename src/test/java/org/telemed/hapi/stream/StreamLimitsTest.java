package org.telemed.hapi.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.telemed.core.caller.Caller;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.stream.StreamLimits.Permit;

class StreamLimitsTest {
    private final StreamLimits limits = new StreamLimits(3, 2);

    @Test
    void a_caller_has_so_many_and_all_have_so_many() {
        Permit first = limits.acquire(caller("adam"));
        limits.acquire(caller("adam"));
        assertRefused("adam", Reason.TOO_MANY_REQUESTS);
        limits.acquire(caller("jane"));
        assertRefused("jane", Reason.BUSY);
        assertRefused("eve", Reason.BUSY);
        first.release();
        limits.acquire(caller("jane"));
        assertRefused("adam", Reason.BUSY);
    }

    @Test
    void a_permit_is_given_back_once() {
        Permit permit = limits.acquire(caller("adam"));
        limits.acquire(caller("adam"));
        permit.release();
        permit.release();
        limits.acquire(caller("adam"));
        assertRefused("adam", Reason.TOO_MANY_REQUESTS);
    }

    @Test
    void who_is_refused_by_one_limit_takes_nothing_of_the_other() {
        limits.acquire(caller("adam"));
        limits.acquire(caller("adam"));
        for (int i = 0; i < 5; i++) {
            assertRefused("adam", Reason.TOO_MANY_REQUESTS);
        }
        limits.acquire(caller("jane"));
    }

    private void assertRefused(String user, Reason reason) {
        TelemedException refused = catchThrowableOfType(TelemedException.class, () -> limits.acquire(caller(user)));
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.retryAfter()).isPresent();
    }

    private static Caller caller(String user) {
        return new Caller("https://idp.example", user, Optional.empty(), Optional.empty());
    }
}

package org.telemed.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DroppedLogEventsTest {
    private static final String HOOKS = "ca.uhn.fhir.interceptor.executor.BaseInterceptorService";

    @Test
    void a_refusal_by_an_interceptor_is_no_news() {
        assertThat(isExpected(HOOKS, new ForbiddenOperationException("no"))).isTrue();
    }

    @Test
    void a_failure_in_an_interceptor_is_logged() {
        assertThat(isExpected(HOOKS, new InternalErrorException("broken"))).isFalse();
        assertThat(isExpected(HOOKS, new IllegalStateException("broken"))).isFalse();
    }

    @Test
    void what_others_log_is_not_touched() {
        assertThat(isExpected("org.telemed", new ForbiddenOperationException("no")))
                .isFalse();
    }

    @Test
    void what_would_write_the_api_key_is_never_logged() {
        assertThat(isExpected("org.apache.hc.client5.http.headers", null)).isTrue();
        assertThat(isExpected("org.apache.hc.client5.http.wire", null)).isTrue();
        assertThat(isExpected("org.apache.hc.client5.http", null)).isFalse();
    }

    private static boolean isExpected(String logger, @Nullable RuntimeException thrown) {
        Logger source = new LoggerContext().getLogger(logger);
        return DroppedLogEvents.contains(
                new LoggingEvent("", source, Level.ERROR, "Failure during invocation", thrown, null));
    }
}

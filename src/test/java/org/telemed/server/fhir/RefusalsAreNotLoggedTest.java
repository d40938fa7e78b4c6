package org.telemed.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

class RefusalsAreNotLoggedTest {
    private static final String HOOKS = "ca.uhn.fhir.interceptor.executor.BaseInterceptorService";

    @Test
    void a_refusal_by_an_interceptor_is_no_news() {
        assertThat(decide(HOOKS, new ForbiddenOperationException("no"))).isEqualTo(FilterReply.DENY);
    }

    @Test
    void a_failure_in_an_interceptor_is_logged() {
        assertThat(decide(HOOKS, new InternalErrorException("broken"))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(HOOKS, new IllegalStateException("broken"))).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void what_others_log_is_not_touched() {
        assertThat(decide("org.telemed", new ForbiddenOperationException("no"))).isEqualTo(FilterReply.NEUTRAL);
    }

    private static FilterReply decide(String logger, RuntimeException thrown) {
        Logger source = new LoggerContext().getLogger(logger);
        return new RefusalsAreNotLogged()
                .decide(new LoggingEvent("", source, Level.ERROR, "Failure during invocation", thrown, null));
    }
}

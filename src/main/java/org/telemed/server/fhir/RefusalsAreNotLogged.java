package org.telemed.server.fhir;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps refusals by interceptors out of the log. HAPI logs whatever an interceptor throws as an error with its whole stack
 * trace, so that anybody who may not do something could fill the disk.
 */
public final class RefusalsAreNotLogged extends Filter<ILoggingEvent> {
    private static final String HOOKS = "ca.uhn.fhir.interceptor.executor.BaseInterceptorService";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLoggerName().equals(HOOKS)
                        && event.getThrowableProxy() instanceof ThrowableProxy thrown
                        && thrown.getThrowable() instanceof BaseServerResponseException refusal
                        && refusal.getStatusCode() < 500
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}

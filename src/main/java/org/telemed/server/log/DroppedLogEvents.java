package org.telemed.server.log;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.Set;
import org.telemed.hapi.error.DatabaseFailure;

/** Log events to drop: normal events that libraries log as errors, and secrets. */
final class DroppedLogEvents {
    private static final String BATCHES = "ca.uhn.fhir.jpa.dao.BaseTransactionProcessor";
    private static final Set<String> SEARCHES = Set.of(
            "ca.uhn.fhir.jpa.search.builder.sql.SearchQueryExecutor",
            "ca.uhn.fhir.jpa.search.builder.tasks.SearchTask");
    private static final String HOOKS = "ca.uhn.fhir.interceptor.executor.BaseInterceptorService";

    /** Whatever their level is set to, these would write the API key's secret. */
    private static final Set<String> SECRETS =
            Set.of("org.apache.hc.client5.http.headers", "org.apache.hc.client5.http.wire");

    private DroppedLogEvents() {}

    /** Whether the event is dropped. */
    static boolean contains(ILoggingEvent event) {
        return SECRETS.contains(event.getLoggerName())
                || isRefusal(event)
                || isFailedEntry(event)
                || isSlowSearch(event)
                || HibernateErrorLines.isExpected(event);
    }

    /**
     * HAPI logs whatever an interceptor throws as an error with its whole stack trace, so that anybody who may not do
     * something could fill the disk.
     */
    private static boolean isRefusal(ILoggingEvent event) {
        return event.getLoggerName().equals(HOOKS)
                && event.getThrowableProxy() instanceof ThrowableProxy thrown
                && thrown.getThrowable() instanceof BaseServerResponseException refusal
                && refusal.getStatusCode() < 500;
    }

    /** HAPI logs a search that was cancelled twice, with stack traces; ours is one line. */
    private static boolean isSlowSearch(ILoggingEvent event) {
        return SEARCHES.contains(event.getLoggerName())
                && event.getThrowableProxy() instanceof ThrowableProxy thrown
                && DatabaseFailure.of(thrown.getThrowable())
                        .filter(DatabaseFailure.TIMEOUT::equals)
                        .isPresent();
    }

    /** HAPI logs each failed entry of a batch with a stack trace; ours is one line, where it is no refusal. */
    private static boolean isFailedEntry(ILoggingEvent event) {
        return event.getLoggerName().equals(BATCHES)
                && "Failure during BATCH sub transaction processing".equals(event.getMessage());
    }
}

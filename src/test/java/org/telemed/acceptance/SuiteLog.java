package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Reads all that a server logs while a suite runs, as its console would show it: no content of a resource, no token and no
 * secret, and what libraries log is no error and no warning. Our own warnings and errors are what the suite provokes.
 */
public class SuiteLog implements BeforeEachCallback, AfterAllCallback {

    /** Words of the suite's fixtures and test data, starts of tokens, and the demo's secrets. */
    private static final String[] CONTENT = {
        "jane-doe",
        "adam-careful",
        "john-doe",
        "Jane",
        "Careful",
        "Ward 3",
        "A <b>",
        "eyJ",
        "demo-api-key-secret",
        "demo-auth-token",
        "qzMUTANTzq",
        "insert into",
        "INSERT INTO"
    };

    /**
     * What topics provoke: hooks that fail, contained resources that are not there, and answers that fail when they are on
     * their way.
     */
    private static final Set<String> PROVOKED = Set.of(
            "ca.uhn.fhir.interceptor.executor.BaseInterceptorService",
            "ca.uhn.fhir.parser.LenientErrorHandler",
            "ca.uhn.fhir.rest.server.interceptor.ExceptionHandlingInterceptor");

    /** In the log of a server that has nothing to say, it shows that the log is read. */
    private static final String PROBE = "The suite reads this log";

    private final Lines lines = new Lines();

    /** Libraries too write no warning and no error. */
    protected void checkLibraries() {
        assertThat(lines.ofLibraries).as("warnings and errors of libraries").isEmpty();
    }

    /** A server that starts sets the log up anew. */
    @Override
    public void beforeEach(ExtensionContext test) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> first = root.iteratorForAppenders().next();
        assertThat(first).as("what makes the log safe").isInstanceOf(AppenderAttachable.class);
        @SuppressWarnings("unchecked")
        AppenderAttachable<ILoggingEvent> safe = (AppenderAttachable<ILoggingEvent>) first;
        if (!safe.isAttached(lines)) {
            lines.setContext(root.getLoggerContext());
            lines.start();
            safe.addAppender(lines);
            LoggerFactory.getLogger(SuiteLog.class).warn(PROBE);
        }
    }

    @Override
    public void afterAll(ExtensionContext suite) {
        assertThat(lines.all).as("lines of the log").anyMatch(line -> line.contains(PROBE));
        assertThat(lines.all).allSatisfy(line -> assertThat(line).doesNotContain(CONTENT));
        checkLibraries();
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final ThrowableProxyConverter traces = new ThrowableProxyConverter();
        private final Queue<String> all = new ConcurrentLinkedQueue<>();
        private final Queue<String> ofLibraries = new ConcurrentLinkedQueue<>();

        private Lines() {
            traces.start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            String line = event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage() + " "
                    + traces.convert(event);
            all.add(line);
            if (event.getLevel().isGreaterOrEqual(Level.WARN)
                    && !event.getLoggerName().startsWith("org.telemed")
                    && !PROVOKED.contains(event.getLoggerName())) {
                ofLibraries.add(line);
            }
        }
    }
}

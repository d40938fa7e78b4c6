package org.telemed.server.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * Rewrites log events before they reach the appenders behind it, whichever these are: console, file or structured output.
 * Whatever library logs, no content of a resource, no secret and no forged line gets through.
 */
final class SafeAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {

    private final AppenderAttachableImpl<ILoggingEvent> behind = new AppenderAttachableImpl<>();
    private final SafeMessage messages = new SafeMessage();

    /** Puts one before the appenders of each logger that has any, unless it is there already. */
    static void protect(LoggerContext context) {
        context.getLoggerList().forEach(logger -> protect(context, logger));
    }

    private static void protect(LoggerContext context, Logger logger) {
        List<Appender<ILoggingEvent>> open = new ArrayList<>();
        logger.iteratorForAppenders().forEachRemaining(appender -> {
            if (!(appender instanceof SafeAppender)) {
                open.add(appender);
            }
        });
        if (open.isEmpty()) {
            return;
        }
        SafeAppender safe = new SafeAppender();
        safe.setName("safe-" + logger.getName());
        safe.setContext(context);
        open.forEach(safe::addAppender);
        safe.start();
        logger.addAppender(safe);
        open.forEach(logger::detachAppender);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!DroppedLogEvents.contains(event)) {
            behind.appendLoopOnAppenders(safe(event));
        }
    }

    private ILoggingEvent safe(ILoggingEvent event) {
        LoggingEvent safe = new LoggingEvent();
        safe.setLoggerContextRemoteView(event.getLoggerContextVO());
        safe.setLoggerName(event.getLoggerName());
        safe.setLevel(event.getLevel());
        safe.setThreadName(ControlCharacters.escaped(event.getThreadName()));
        safe.setInstant(event.getInstant());
        safe.setSequenceNumber(event.getSequenceNumber());
        safe.setMDCPropertyMap(escaped(event.getMDCPropertyMap()));
        safe.setMessage(messages.of(event));
        safe.setCallerData(event.getCallerData());
        safe.setKeyValuePairs(withoutValues(event.getKeyValuePairs()));
        if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
            boolean ofStart = SafeMessage.isOfStart(event.getLoggerName());
            safe.setThrowableProxy(
                    new SafeThrowable(thrown.getThrowable(), ofStart ? any -> true : HarmlessExceptions::contains));
        }
        return safe;
    }

    private static Map<String, String> escaped(Map<String, String> context) {
        Map<String, String> safe = new LinkedHashMap<>();
        context.forEach((name, value) -> safe.put(name, ControlCharacters.escaped(String.valueOf(value))));
        return safe;
    }

    private static List<KeyValuePair> withoutValues(List<KeyValuePair> pairs) {
        return pairs == null
                ? List.of()
                : pairs.stream()
                        .map(pair -> new KeyValuePair(ControlCharacters.escaped(pair.key), StaticText.LEFT_OUT))
                        .toList();
    }

    @Override
    public void stop() {
        super.stop();
        behind.detachAndStopAllAppenders();
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        behind.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return behind.iteratorForAppenders();
    }

    @Override
    public Appender<ILoggingEvent> getAppender(String name) {
        return behind.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return behind.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        behind.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return behind.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return behind.detachAppender(name);
    }
}

package org.telemed.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.MessageFormatter;

/**
 * Builds the text of a log event in one line. For our own classes it is the whole message, which has no content of
 * resources. For libraries it is the constant part of the message, and arguments that are numbers or names of code.
 */
final class SafeMessage {
    /** They say why a start fails, before any request; the second one's text is of several lines. */
    private static final List<String> STARTS = List.of(
            "org.springframework.boot.SpringApplication",
            "org.springframework.boot.diagnostics.",
            "org.springframework.boot.context.",
            "org.springframework.boot.web.servlet.context.",
            "org.springframework.boot.web.embedded.");

    /** They name connections, pools and steps of a migration, and never what is stored. */
    private static final List<String> INFRASTRUCTURE = List.of("com.zaxxer.hikari.", "ca.uhn.fhir.jpa.migrate.");

    /** Texts of several lines, of our own and of the start. */
    private static final Set<String> OF_SEVERAL_LINES = Set.of(
            "org.telemed.server.demo.DemoWelcome",
            "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter");

    private static final String TOMCATS_FACADE = "org.apache.juli.logging.";
    private static final String OURS = "org.telemed.";

    /** What Hibernate and HAPI number their messages with. */
    private static final Pattern NUMBER = Pattern.compile("(HHH\\d{6}|HAPI-\\d{4}): ");

    private final StaticText staticText = new StaticText();

    /** The text to log. */
    String of(ILoggingEvent event) {
        String text = isTrusted(event) ? event.getFormattedMessage() : reduced(event);
        return OF_SEVERAL_LINES.contains(event.getLoggerName())
                ? ControlCharacters.escapedButLines(text)
                : ControlCharacters.escaped(text);
    }

    /** Whether these lines report a start, whose exceptions quote settings rather than requests. */
    static boolean isOfStart(String logger) {
        return STARTS.stream().anyMatch(logger::startsWith);
    }

    private static boolean isTrusted(ILoggingEvent event) {
        String logger = event.getLoggerName();
        return logger.startsWith(OURS)
                || isOfStart(logger)
                || HibernateErrorLines.isHarmless(event)
                || INFRASTRUCTURE.stream().anyMatch(logger::startsWith);
    }

    private String reduced(ILoggingEvent event) {
        String message = String.valueOf(event.getMessage());
        Optional<StackTraceElement> caller = Arrays.stream(event.getCallerData())
                .filter(frame -> !frame.getClassName().startsWith(TOMCATS_FACADE))
                .findFirst();
        return staticText
                .of(message, caller.map(StackTraceElement::getClassName).orElse(event.getLoggerName()))
                .map(template -> MessageFormatter.basicArrayFormat(template, safe(event.getArgumentArray())))
                .orElseGet(() -> number(message) + StaticText.LEFT_OUT + " (text left out, logged at "
                        + caller.map(StackTraceElement::toString).orElse(event.getLoggerName()) + ")");
    }

    private static String number(String message) {
        Matcher number = NUMBER.matcher(message);
        return number.lookingAt() ? number.group() : "";
    }

    private static @Nullable Object @Nullable [] safe(Object @Nullable [] arguments) {
        return arguments == null
                ? null
                : Arrays.stream(arguments).map(SafeMessage::safe).toArray();
    }

    private static @Nullable Object safe(@Nullable Object argument) {
        boolean harmless = argument == null
                || argument instanceof Number
                || argument instanceof Boolean
                || argument instanceof Enum
                || argument instanceof Temporal
                || argument instanceof TemporalAmount;
        if (harmless) {
            return argument;
        }
        return argument instanceof Class<?> type
                ? type.getName()
                : argument instanceof Throwable thrown ? thrown.getClass().getName() : StaticText.LEFT_OUT;
    }
}

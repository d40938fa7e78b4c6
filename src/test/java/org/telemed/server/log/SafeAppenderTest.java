package org.telemed.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** What reaches Spring Boot's appenders. The caller of these loggers is this class, so its constants are static text. */
class SafeAppenderTest {
    private final String secret = "Doe " + UUID.randomUUID();
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Logger library = context.getLogger("ca.uhn.fhir.Library");
    private final Logger ours = context.getLogger("org.telemed.Ours");

    @BeforeEach
    void protect() {
        context.setMDCAdapter(MDC.getMDCAdapter());
        appender.setContext(context);
        appender.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
        SafeAppender.protect(context);
        SafeAppender.protect(context);
    }

    @Test
    void an_event_is_logged_once_however_often_the_log_is_protected() {
        library.warn("Once");
        assertThat(appender.list).hasSize(1);
    }

    @Test
    void a_constant_text_is_logged() {
        library.warn("The index is missing");
        assertThat(text()).isEqualTo("The index is missing");
    }

    @Test
    void arguments_of_a_library_are_left_out_unless_they_are_numbers_or_names_of_the_code() {
        library.warn("{} rows of {} took {} in {} at {}", 7, secret, Duration.ofSeconds(2), String.class, Level.WARN);
        assertThat(text()).isEqualTo("7 rows of … took PT2S in java.lang.String at WARN");
    }

    @Test
    void a_concatenated_text_is_reduced_to_what_is_in_the_code() {
        library.warn("Unknown parameter >" + secret + "< in the search");
        assertThat(text()).isEqualTo("Unknown parameter >…< in the search");
    }

    @Test
    void a_text_that_is_nowhere_in_the_code_is_left_out_but_for_where_it_was_logged() {
        library.error(secret);
        assertThat(text()).startsWith("… (text left out, logged at ").contains("SafeAppenderTest.java:");
        library.error("HHH000502: ".concat(secret));
        assertThat(appender.list.get(1).getFormattedMessage())
                .startsWith("HHH000502: … (text left out")
                .doesNotContain(secret);
    }

    @Test
    void a_template_that_is_concatenated_is_reduced_too() {
        library.warn("Parameter " + secret + " of {} is unknown", secret);
        assertThat(text()).isEqualTo("Parameter … of … is unknown");
    }

    @Test
    void no_event_forges_a_line_ours_neither() {
        ours.warn("Refused {}", "a\r\nb\tc\u001b[31md\u2028e\u202ef\u0085g");
        assertThat(text()).isEqualTo("Refused a\\r\\nb\\tc\\u001b[31md\\u2028e\\u202ef\\u0085g");
    }

    @Test
    void the_mapped_context_is_escaped() {
        MDC.put("requestId", "a\nb");
        try {
            ours.warn("Refused");
        } finally {
            MDC.remove("requestId");
        }
        assertThat(appender.list.get(0).getMDCPropertyMap()).containsEntry("requestId", "a\\nb");
    }

    @Test
    void values_of_structured_logging_are_left_out() {
        library.atWarn().addKeyValue("name", secret).log("Stored");
        assertThat(appender.list.get(0).getKeyValuePairs().toString()).doesNotContain(secret);
    }

    @Test
    void exceptions_keep_their_types_causes_and_frames_and_lose_their_messages() {
        RuntimeException thrown = new IllegalStateException(secret, new IllegalArgumentException(secret));
        thrown.addSuppressed(new NumberFormatException(secret));
        ours.error("It failed", thrown);
        assertThat(trace())
                .contains(
                        "java.lang.IllegalStateException",
                        "Caused by: java.lang.IllegalArgumentException",
                        "Suppressed: java.lang.NumberFormatException",
                        "at org.telemed.server.log.SafeAppenderTest")
                .doesNotContain(secret, "IllegalStateException:");
        assertThat(appender.list.get(0).getThrowableProxy().getClassName())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(appender.list.get(0).getThrowableProxy().getMessage()).isNull();
    }

    @Test
    void an_operator_reads_why_a_connection_fails() {
        ours.error("It failed", new IllegalStateException(secret, new ConnectException("Connection refused")));
        assertThat(trace()).contains("java.net.ConnectException: Connection refused");
    }

    @Test
    void of_a_database_only_trouble_with_the_connection_is_said() {
        ours.error("It failed", new SQLException("password authentication failed", "28P01"));
        ours.error("It failed", new SQLException("value too long: " + secret, "22001"));
        assertThat(trace()).contains("SQLException: password authentication failed");
        assertThat(trace(1)).contains("SQLException").doesNotContain(secret);
    }

    @Test
    void of_our_own_failures_those_of_the_vendor_are_said() {
        ours.error("It failed", TelemedException.because(Reason.PROVIDER_DOWN, "Twilio cannot be reached."));
        ours.error("It failed", TelemedException.because(Reason.INVALID_ENCOUNTER, secret));
        assertThat(trace()).contains("Twilio cannot be reached.");
        assertThat(trace(1)).doesNotContain(secret);
    }

    @Test
    void a_failed_start_is_told_in_full() {
        context.getLogger("org.springframework.boot.SpringApplication")
                .error("Application run failed", new IllegalStateException("No such bean"));
        assertThat(trace()).contains("IllegalStateException: No such bean");
    }

    @Test
    void of_a_refused_statement_the_numbers_are_logged_and_nothing_if_a_race_was_lost() {
        Logger hibernate = context.getLogger("org.hibernate.engine.jdbc.spi.SqlExceptionHelper");
        hibernate.warn("SQL Error: 0, SQLState: 23505");
        hibernate.error(secret);
        assertThat(appender.list).isEmpty();
        hibernate.warn("SQL Error: 0, SQLState: 08006");
        assertThat(text()).isEqualTo("SQL Error: 0, SQLState: 08006");
        hibernate.warn("SQL Error: 0, SQLState: 08006 " + secret);
        assertThat(appender.list.get(1).getFormattedMessage()).doesNotContain(secret);
    }

    private String text() {
        return appender.list.get(0).getFormattedMessage();
    }

    private String trace() {
        return trace(0);
    }

    private String trace(int event) {
        return ThrowableProxyUtil.asString(appender.list.get(event).getThrowableProxy());
    }
}

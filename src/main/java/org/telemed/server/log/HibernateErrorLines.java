package org.telemed.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises the two lines that Hibernate logs for each database exception: a warning with its numbers, and an error
 * with its message, which may contain the row.
 *
 * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">SQL states, those of H2 among them</a>
 */
final class HibernateErrorLines {
    private static final String LOGGER = "org.hibernate.engine.jdbc.spi.SqlExceptionHelper";
    private static final Pattern NUMBERS = Pattern.compile("SQL Error: -?\\d{1,9}, SQLState: ([0-9A-Z]{5}|null)");

    /** A row that another request wrote first, a transaction that lost, a deadlock that the database resolved. */
    private static final Set<String> RACES = Set.of("23505", "40001", "40P01", "90131");

    private HibernateErrorLines() {}

    /** Whether the line is the second of the two, or tells of a race, after which the request is repeated or answered 409. */
    static boolean isExpected(ILoggingEvent event) {
        if (!event.getLoggerName().equals(LOGGER)) {
            return false;
        }
        Matcher numbers = NUMBERS.matcher(event.getFormattedMessage());
        return numbers.matches() ? RACES.contains(numbers.group(1)) : event.getLevel() == Level.ERROR;
    }

    /** Whether the line has numbers alone. */
    static boolean isHarmless(ILoggingEvent event) {
        return event.getLoggerName().equals(LOGGER)
                && NUMBERS.matcher(event.getFormattedMessage()).matches();
    }
}

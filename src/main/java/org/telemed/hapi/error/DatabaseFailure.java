package org.telemed.hapi.error;

import ca.uhn.fhir.parser.DataFormatException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.PropertyValueException;
import org.hibernate.QueryTimeoutException;
import org.hibernate.TransactionException;
import org.hibernate.exception.DataException;
import org.hibernate.exception.JDBCConnectionException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Classifies failures of the database. HAPI itself answers most of them with 409, as if the resource had been changed,
 * or with 500.
 */
public enum DatabaseFailure {
    /** No connection: refused, lost, shut down, or the pool had none in time. */
    DOWN(Reason.DATABASE_DOWN, "The database cannot be reached. Try again in a moment."),
    /** A query took longer than it may, and was cancelled. */
    TIMEOUT(
            Reason.DATABASE_TIMEOUT,
            "The database took longer for this than the server allows. Ask for less at a time: add conditions, leave out"
                    + " chains and sorting. If that does not help, the database is busy: try again later."),
    /** The database refuses a value of the request. */
    UNSTORABLE(
            Reason.BAD_REQUEST,
            "The database cannot keep a value of this request: a text is too long or holds characters that it cannot store,"
                    + " or a number is out of range. Change it.");

    /** Limits the search, because causes may form a circle. */
    private static final int DEEPEST = 50;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /**
     * SQL states of the database as a whole: H2's file is closed; PostgreSQL shuts down or has no connections left.
     */
    private static final Set<String> DOWN_STATES =
            Set.of("90067", "90098", "90121", "57P01", "57P02", "57P03", "53300");

    /** Of a statement that was cancelled, in H2 and PostgreSQL. */
    private static final String CANCELLED = "57014";

    /** Missing value, failed check (H2 has a state of its own). A duplicate, 23505, is a lost race and stays a conflict. */
    private static final Set<String> UNSTORABLE_STATES = Set.of("23502", "23513", "23514");

    private final Reason reason;
    private final String text;

    DatabaseFailure(Reason reason, String text) {
        this.reason = reason;
        this.text = text;
    }

    /** Searches the causes; empty if the failure is not the database's, or is a lost race. */
    public static Optional<DatabaseFailure> of(Throwable failed) {
        List<Throwable> causes = Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
        if (causes.stream().anyMatch(DatabaseFailure::isTimeout)) {
            return Optional.of(TIMEOUT);
        }
        if (causes.stream().anyMatch(DatabaseFailure::isConnection)) {
            return Optional.of(DOWN);
        }
        return causes.stream().anyMatch(DatabaseFailure::isValue) ? Optional.of(UNSTORABLE) : Optional.empty();
    }

    /** The failure as a TelemedException. */
    public TelemedException because(Throwable failed) {
        TelemedException refusal = TelemedException.because(reason, text, failed);
        return this == DOWN ? refusal.retryAfter(RETRY_AFTER) : refusal;
    }

    private static boolean isTimeout(Throwable cause) {
        return cause instanceof QueryTimeoutException || states(cause).anyMatch(CANCELLED::equals);
    }

    private static boolean isConnection(Throwable cause) {
        return cause instanceof CannotCreateTransactionException
                || cause instanceof TransactionException // Hibernate cannot commit or roll back
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof JDBCConnectionException
                || cause instanceof SQLTransientConnectionException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException
                || states(cause).anyMatch(state -> state.startsWith("08") || DOWN_STATES.contains(state));
    }

    /** HAPI's classes for numbers and dates fail while a resource is indexed, inside Spring's repositories or outside. */
    private static boolean isValue(Throwable cause) {
        return cause instanceof DataException
                || cause instanceof NumberFormatException
                || cause instanceof DataFormatException
                || cause instanceof PropertyValueException
                || states(cause).anyMatch(state -> state.startsWith("22") || UNSTORABLE_STATES.contains(state));
    }

    private static Stream<String> states(Throwable cause) {
        return cause instanceof SQLException sql ? Stream.ofNullable(sql.getSQLState()) : Stream.empty();
    }
}

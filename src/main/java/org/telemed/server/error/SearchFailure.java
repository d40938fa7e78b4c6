package org.telemed.server.error;

import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.telemed.hapi.error.DatabaseFailure;

/**
 * Finds the cause of a failed search. HAPI searches on another thread and passes on only the message of an exception,
 * so the cause is recognised by the messages of the JDK, the connection pool and the databases.
 */
final class SearchFailure {

    private static final Pattern DOWN = Pattern.compile(
            "(?i)connection is not available|connection (to \\S+ )?refused|connection is closed|has been closed"
                    + "|I/O error occurred while sending|unable to acquire JDBC connection|terminating connection"
                    + "|could not open JPA EntityManager|connection is broken|database is (already )?closed");

    private static final Pattern TIMEOUT = Pattern.compile("(?i)statement was canceled|canceling statement");

    private static final Pattern BAD_INPUT = Pattern.compile(
            "(?i)value too long|out of range|invalid byte sequence|numeric field overflow|data conversion error"
                    + "|for input string|begin -?\\d+, end -?\\d+, length|index -?\\d+ out of bounds|offset must|invalid position format|coordinate|\\bnear\\b"
                    + "|must not be (null|blank|empty)|overflow|cannot invoke \"ca\\.uhn\\.fhir\\.(rest\\.param|model\\.api)");

    private SearchFailure() {}

    static Optional<DatabaseFailure> databaseFailure(Throwable thrown) {
        return DatabaseFailure.of(thrown)
                .or(() -> says(thrown, TIMEOUT) ? Optional.of(DatabaseFailure.TIMEOUT) : Optional.empty())
                .or(() -> says(thrown, DOWN) ? Optional.of(DatabaseFailure.DOWN) : Optional.empty());
    }

    static boolean isBadInput(Throwable thrown) {
        return says(thrown, BAD_INPUT);
    }

    private static boolean says(Throwable thrown, Pattern pattern) {
        return thrown instanceof InternalErrorException
                && thrown.getCause() == null
                && pattern.matcher(String.valueOf(thrown.getMessage())).find();
    }
}

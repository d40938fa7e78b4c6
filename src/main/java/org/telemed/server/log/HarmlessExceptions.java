package org.telemed.server.log;

import ca.uhn.fhir.jpa.migrate.HapiMigrationException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.springframework.boot.web.server.WebServerException;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.server.start.StartRefusedException;

/**
 * Knows the exceptions whose messages are safe to log, because they quote no request: of networks, database logins and
 * the start.
 */
final class HarmlessExceptions {
    /** H2: the file is open elsewhere. */
    private static final int H2_IN_USE = 90020;

    /** Connection, authorization, catalog name, resources, intervention of an operator, system error. */
    private static final Set<String> SQL_CLASSES = Set.of("08", "28", "3D", "53", "57", "58");

    private HarmlessExceptions() {}

    /** Whether the message may be logged. */
    static boolean contains(Throwable thrown) {
        if (thrown instanceof SQLException refused) {
            return isOfTheConnection(refused);
        }
        return RedactedThrowable.isHarmless(thrown)
                || thrown instanceof SocketException
                || thrown instanceof InterruptedIOException
                || thrown instanceof UnknownHostException
                || thrown instanceof SSLException
                || thrown instanceof WebServerException
                || thrown instanceof HapiMigrationException
                || thrown instanceof StartRefusedException;
    }

    private static boolean isOfTheConnection(SQLException refused) {
        String state = refused.getSQLState();
        return refused instanceof SQLTransientConnectionException
                || refused.getErrorCode() == H2_IN_USE
                || (state != null && state.length() == 5 && SQL_CLASSES.contains(state.substring(0, 2)));
    }
}

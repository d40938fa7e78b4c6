package org.telemed.server.database;

import java.net.UnknownHostException;
import java.sql.SQLException;
import org.telemed.server.start.StartCheck.Problem;

/**
 * Describes in one sentence why a database cannot be used.
 *
 * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">SQL states of PostgreSQL</a>
 */
final class ConnectionProblemDescription {
    private static final int H2_IN_USE = 90020;
    private static final String DATASOURCE = "spring.datasource.";

    private ConnectionProblemDescription() {}

    static Problem of(SQLException refused, String url) {
        String address = url.replaceFirst("[?;].*", ""); // there may be a password behind it
        if (refused.getErrorCode() == H2_IN_USE) {
            return new Problem(
                    DATASOURCE + "url",
                    "The database " + address + " is in use by another program, mostly another start of this server."
                            + " Stop that first, or use another database.",
                    DATASOURCE + "url=jdbc:h2:file:./another-directory/h2");
        }
        String state = String.valueOf(refused.getSQLState());
        return switch (state.substring(0, 2)) {
            case "28" ->
                new Problem(
                        DATASOURCE + "password",
                        "The database " + address
                                + " refuses the user or the password. Check spring.datasource.username"
                                + " and spring.datasource.password.",
                        DATASOURCE + "username=telemed");
            case "3D" ->
                new Problem(
                        DATASOURCE + "url",
                        "There is no database " + address
                                + ". Create it, or correct its name in spring.datasource.url.",
                        DATASOURCE + "url=jdbc:postgresql://localhost:5432/telemed");
            case "08" ->
                new Problem(
                        DATASOURCE + "url",
                        "The database " + address + " cannot be reached" + unknownHost(refused)
                                + ". Start it, or correct spring.datasource.url.",
                        DATASOURCE + "url=jdbc:postgresql://localhost:5432/telemed");
            default ->
                new Problem(
                        DATASOURCE + "url",
                        "The database " + address + " cannot be used (SQL state " + state + ", error "
                                + refused.getErrorCode() + "): "
                                + String.valueOf(refused.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("no reason given"),
                        DATASOURCE + "url=jdbc:postgresql://localhost:5432/telemed");
        };
    }

    private static String unknownHost(Throwable refused) {
        return refused.getCause() instanceof UnknownHostException ? ": its host is unknown" : "";
    }
}

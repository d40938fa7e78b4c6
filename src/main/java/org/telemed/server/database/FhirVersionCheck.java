package org.telemed.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.telemed.server.start.StartCheck.Problem;

/** Refuses a database whose resources are of another FHIR version than the server's: HAPI would store both side by side. */
final class FhirVersionCheck {
    private static final String SETTING = "telemed.fhir-version";

    /** HAPI notes the version with each resource; the oldest is found by the primary key. */
    private static final String FIRST =
            "select RES_VERSION from HFJ_RESOURCE where RES_VERSION is not null order by RES_ID fetch first 1 rows only";

    /** Syntax or access: HAPI has made no tables yet. */
    private static final String NO_TABLE = "42";

    private FhirVersionCheck() {}

    static Optional<Problem> problem(Connection database, Environment settings) throws SQLException {
        String spoken = settings.getProperty(SETTING, FhirVersion.R4.name()).strip();
        return stored(database)
                .filter(stored -> !stored.equalsIgnoreCase(spoken))
                .map(stored -> new Problem(
                        SETTING,
                        "The database holds resources of FHIR " + stored + ", and telemed.fhir-version is " + spoken
                                + ". Set telemed.fhir-version to " + stored + ", or use another database.",
                        SETTING + "=" + stored));
    }

    private static Optional<String> stored(Connection database) throws SQLException {
        try (Statement query = database.createStatement();
                ResultSet first = query.executeQuery(FIRST)) {
            return first.next() ? Optional.of(first.getString(1)) : Optional.empty();
        } catch (SQLException failed) {
            if (String.valueOf(failed.getSQLState()).startsWith(NO_TABLE)) {
                return Optional.empty();
            }
            throw failed;
        }
    }
}

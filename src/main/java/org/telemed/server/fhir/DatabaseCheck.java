package org.telemed.server.fhir;

import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.telemed.server.start.StartCheck;

/** Refuses a database that the server cannot run on. */
final class DatabaseCheck implements StartCheck {

    static final String URL = "spring.datasource.url";

    @Override
    public Stream<Problem> problems(Environment settings) {
        return Database.of(settings.getProperty(URL, "")).isPresent()
                ? Stream.empty()
                : Stream.of(new Problem(
                        URL,
                        "spring.datasource.url must be the JDBC URL of an H2 or a PostgreSQL database.",
                        URL + "=jdbc:postgresql://localhost:5432/telemed"));
    }
}

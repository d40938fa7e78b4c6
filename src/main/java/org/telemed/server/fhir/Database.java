package org.telemed.server.fhir;

import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import java.util.Arrays;
import java.util.Optional;

/** A database that HAPI runs on, recognised by its JDBC URL. */
enum Database {
    H2("jdbc:h2:", HapiFhirH2Dialect.class),
    POSTGRESQL("jdbc:postgresql:", HapiFhirPostgresDialect.class);

    private final String prefix;
    private final Class<?> dialect;

    Database(String prefix, Class<?> dialect) {
        this.prefix = prefix;
        this.dialect = dialect;
    }

    static Optional<Database> of(String url) {
        return Arrays.stream(values())
                .filter(database -> url.startsWith(database.prefix))
                .findAny();
    }

    /** The name of HAPI's Hibernate dialect. */
    String dialect() {
        return dialect.getName();
    }
}

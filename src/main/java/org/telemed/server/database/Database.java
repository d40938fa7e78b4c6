package org.telemed.server.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/** A database that HAPI runs on, recognised by its JDBC URL. */
enum Database {
    H2("jdbc:h2:", HapiFhirH2Dialect.class, null),
    POSTGRESQL("jdbc:postgresql:", HapiFhirPostgresDialect.class, DriverTypeEnum.POSTGRES_9_4);

    /** JPA's property for how long a query may take, in milliseconds. */
    static final String QUERY_TIMEOUT = "jakarta.persistence.query.timeout";

    /** The same as a setting. */
    static final String QUERY_TIMEOUT_SETTING = "spring.jpa.properties." + QUERY_TIMEOUT;

    /** A create has more statements than the eight that H2 keeps parsed for each connection. */
    private static final String MOST_PARSED = "256";

    private final String prefix;
    private final Class<?> dialect;
    private final @Nullable DriverTypeEnum migrated;

    /** @param migrated how HAPI's migrator knows it; null if Hibernate keeps the schema */
    Database(String prefix, Class<?> dialect, @Nullable DriverTypeEnum migrated) {
        this.prefix = prefix;
        this.dialect = dialect;
        this.migrated = migrated;
    }

    static Optional<Database> of(String url) {
        return Arrays.stream(values())
                .filter(database -> url.startsWith(database.prefix))
                .findAny();
    }

    /**
     * Migrates the schema, unless Hibernate does.
     *
     * @return Hibernate properties that override all others
     */
    Map<String, Object> prepare(DataSource database) {
        if (migrated == null) {
            return Map.of();
        }
        new SchemaMigration(database, migrated).run();
        return Map.of(AvailableSettings.HBM2DDL_AUTO, "none");
    }

    /**
     * JPA properties that {@link #connectionProperties connection properties} take the place of. JPA would set H2's time limit
     * for each statement, and each time H2 forgets all statements that it keeps parsed, for all connections.
     */
    Set<String> replacedProperties() {
        return this == H2 ? Set.of(QUERY_TIMEOUT) : Set.of();
    }

    /**
     * Connection properties that keep stored content out of messages and trace files, and the database open until the server
     * has stopped. H2 refuses a setting that the URL sets otherwise.
     *
     * @param settings has the time limit of queries
     */
    Map<String, String> connectionProperties(String url, PropertyResolver settings) {
        return switch (this) {
            case H2 -> {
                // errors go to a file of H2's, values included
                Map<String, String> properties = new HashMap<>(unlessIn(url, "TRACE_LEVEL_FILE", "0"));
                // H2 closes itself as soon as the process is told to stop, while requests are answered and the trail is
                // stored
                properties.putAll(unlessIn(url, "DB_CLOSE_ON_EXIT", "FALSE"));
                properties.putAll(unlessIn(url, "MAX_QUERY_TIMEOUT", settings.getProperty(QUERY_TIMEOUT_SETTING, "0")));
                properties.putAll(unlessIn(url, "QUERY_CACHE_SIZE", MOST_PARSED));
                yield properties;
            }
            case POSTGRESQL -> unlessIn(url, "logServerErrorDetail", "false");
        };
    }

    /** For the check before the start: the database is not created, and not waited for. */
    Map<String, String> checkProperties(String url) {
        return switch (this) {
            case H2 -> unlessIn(url, "IFEXISTS", "TRUE");
            case POSTGRESQL -> Map.of("loginTimeout", "5", "connectTimeout", "5");
        };
    }

    private static Map<String, String> unlessIn(String url, String name, String value) {
        return url.toUpperCase(Locale.ROOT).contains(name.toUpperCase(Locale.ROOT)) ? Map.of() : Map.of(name, value);
    }

    /** The name of HAPI's Hibernate dialect. */
    String dialect() {
        return dialect.getName();
    }
}

package org.telemed.server.database;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.orm.jpa.JpaProperties;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.SettingChecks;
import org.telemed.plugin.settings.BoundSettings;
import org.telemed.server.start.StartCheck;

/**
 * Start check that connects to the database, and refuses one that is unsupported, unreachable, or of another FHIR
 * version.
 */
final class DatabaseCheck implements StartCheck {

    static final String URL = "spring.datasource.url";
    private static final String POOL = "spring.datasource.hikari";
    private static final int H2_NOT_MADE_YET = 90146;
    private static final String EXAMPLE = URL + "=jdbc:postgresql://localhost:5432/telemed";

    @Override
    public Stream<Problem> problems(Environment settings) {
        String url = settings.getProperty(URL, "");
        Optional<Database> database = Database.of(url);
        if (database.isEmpty()) {
            return Stream.of(new Problem(
                    URL, "spring.datasource.url must be the JDBC URL of an H2 or a PostgreSQL database.", EXAMPLE));
        }
        return isOpenedHere(url, settings) ? problem(database.get(), settings).stream() : Stream.empty();
    }

    /** What the database and its pool are set to, as far as Spring Boot and Hibernate read it. */
    static StartCheck settingsCheck() {
        return settings -> Stream.of(
                        BoundSettings.read(settings, "spring.datasource", DataSourceProperties.class)
                                .unreadable(),
                        BoundSettings.read(settings, POOL, HikariConfig.class).unreadable(),
                        BoundSettings.read(settings, "spring.jpa", JpaProperties.class)
                                .unreadable(),
                        queryTimeout(settings))
                .flatMap(List::stream)
                .map(Problem::of);
    }

    /** Hibernate reads it at the first query. */
    private static List<InvalidSetting> queryTimeout(Environment settings) {
        return new SettingChecks()
                .require(
                        settings.getProperty(Database.QUERY_TIMEOUT_SETTING, "0")
                                .matches("\\d{1,9}"),
                        Database.QUERY_TIMEOUT_SETTING,
                        "must be a whole number of milliseconds",
                        "30000")
                .invalid();
    }

    /** A database in memory is of this process alone; other pools have settings that are not known here. */
    private static boolean isOpenedHere(String url, Environment settings) {
        return !url.startsWith("jdbc:h2:mem:")
                && !settings.containsProperty("spring.datasource.jndi-name")
                && !settings.containsProperty("spring.datasource.type");
    }

    private static Optional<Problem> problem(Database database, Environment settings) {
        DataSourceProperties basic = BoundSettings.read(settings, "spring.datasource", DataSourceProperties.class)
                .values();
        HikariConfig pool =
                BoundSettings.read(settings, POOL, HikariConfig.class).values();
        String url = pool.getJdbcUrl() == null ? String.valueOf(basic.getUrl()) : pool.getJdbcUrl();
        Properties login = new Properties();
        login.putAll(database.connectionProperties(url, settings));
        login.putAll(pool.getDataSourceProperties());
        put(login, "user", pool.getUsername(), basic.getUsername());
        put(login, "password", pool.getPassword(), basic.getPassword());
        return problem(database, url, login, settings);
    }

    private static Optional<Problem> problem(Database database, String url, Properties login, Environment settings) {
        login.putAll(database.checkProperties(url));
        try (Connection connection = DriverManager.getConnection(url, login)) {
            return FhirVersionCheck.problem(connection, settings);
        } catch (SQLException refused) {
            return refused.getErrorCode() == H2_NOT_MADE_YET
                    ? Optional.empty()
                    : Optional.of(ConnectionProblemDescription.of(refused, url));
        }
    }

    private static void put(Properties login, String name, @Nullable String ofPool, @Nullable String basic) {
        String value = ofPool == null ? basic : ofPool;
        if (value != null) {
            login.setProperty(name, value);
        }
    }
}

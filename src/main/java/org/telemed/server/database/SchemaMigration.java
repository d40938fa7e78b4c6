package org.telemed.server.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs HAPI's migrator for PostgreSQL under an advisory lock. HAPI's own lock is a row in its table of migrations,
 * which two nodes that start on an empty database both create; the advisory lock makes one wait for the other, and is
 * released if its holder dies.
 */
final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

    /** The key of the advisory lock: "telemed" in ASCII. */
    private static final long LOCK_KEY = 0x74656c656d6564L;

    private final DataSource database;
    private final DriverTypeEnum driver;

    SchemaMigration(DataSource database, DriverTypeEnum driver) {
        this.database = database;
        this.driver = driver;
    }

    /**
     * Runs the migrations that this database does not have yet.
     *
     * @throws ca.uhn.fhir.jpa.migrate.HapiMigrationException if a step fails; the steps before it stay done
     */
    void run() {
        try (Connection connection = database.getConnection();
                Statement lock = connection.createStatement()) {
            lock.execute("select pg_advisory_lock(" + LOCK_KEY + ")");
            try {
                migrate();
                new ResourceTypeTableInitializer(connection).fillIfEmpty();
            } finally {
                lock.execute("select pg_advisory_unlock(" + LOCK_KEY + ")");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "The database does not let this node wait for its turn to migrate it", failed);
        }
    }

    private void migrate() {
        HapiMigrator migrator = new HapiMigrator(SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, database, driver);
        migrator.addTasks(new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()));
        migrator.createMigrationTableIfRequired();
        int steps = migrator.migrate().succeededTasks.size();
        LOG.info("The database's schema is up to date; steps taken: {}", steps);
    }
}

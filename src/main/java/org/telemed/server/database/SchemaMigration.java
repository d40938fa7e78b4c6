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
 * HAPI's own way to make and to upgrade its schema in PostgreSQL. It keeps a list of what it has done in the database, and
 * holds a lock meanwhile; but that lock is a row of the list, and two nodes that find no list both make one. So nodes that
 * start at the same time wait for each other here, by a lock that dies with its holder.
 */
final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

    /** Any number, as long as nobody else takes it: "telemed" in ASCII. */
    private static final long TURN = 0x74656c656d6564L;

    private final DataSource database;
    private final DriverTypeEnum driver;

    SchemaMigration(DataSource database, DriverTypeEnum driver) {
        this.database = database;
        this.driver = driver;
    }

    /**
     * Does what has not been done in this database yet.
     *
     * @throws ca.uhn.fhir.jpa.migrate.HapiMigrationException if a step fails; the steps before it stay done
     */
    void run() {
        try (Connection connection = database.getConnection();
                Statement turn = connection.createStatement()) {
            turn.execute("select pg_advisory_lock(" + TURN + ")");
            try {
                migrate();
                new ResourceTypes(connection).fillIfEmpty();
            } finally {
                turn.execute("select pg_advisory_unlock(" + TURN + ")");
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

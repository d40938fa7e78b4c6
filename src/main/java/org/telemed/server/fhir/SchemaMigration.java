package org.telemed.server.fhir;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HAPI's own way to make and to upgrade its schema. It keeps a list of what it has done in the database, and holds a lock
 * meanwhile, so that nodes may start at the same time.
 */
final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

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
        HapiMigrator migrator = new HapiMigrator(SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, database, driver);
        migrator.addTasks(new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()));
        migrator.createMigrationTableIfRequired();
        int steps = migrator.migrate().succeededTasks.size();
        LOG.info("The database's schema is up to date; steps taken: {}", steps);
    }
}

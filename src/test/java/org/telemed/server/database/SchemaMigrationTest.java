package org.telemed.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.config.util.ResourceTypeUtil;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

@Tag("server")
class SchemaMigrationTest {
    private static final int NODES = 2;

    @Test
    void nodes_that_start_together_on_an_empty_database_make_the_schema_once() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            DataSource database = postgres.getPostgresDatabase();
            Stream.generate(() -> CompletableFuture.runAsync(
                            () -> new SchemaMigration(database, DriverTypeEnum.POSTGRES_9_4).run()))
                    .limit(NODES)
                    .toList()
                    .forEach(CompletableFuture::join);
            JdbcTemplate operator = new JdbcTemplate(database);
            List<String> steps = operator.queryForList(
                    "select \"version\" from \"FLY_HFJ_MIGRATION\" where \"success\"", String.class);
            assertThat(steps).hasSizeGreaterThan(100).doesNotHaveDuplicates();
            assertThat(operator.queryForList("select RES_TYPE from HFJ_RESOURCE_TYPE order by 1", String.class))
                    .containsExactlyElementsOf(ResourceTypeUtil.generateResourceTypes());
            assertThat(operator.queryForList("select * from pg_locks where locktype = 'advisory'"))
                    .as("locks that are still held")
                    .isEmpty();
        }
    }
}

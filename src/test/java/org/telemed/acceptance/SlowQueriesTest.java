package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.nimbusds.jose.JOSEException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database in which every search for a name takes minutes, and a server that gives a query a second. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class SlowQueriesTest {

    private static final String LIMIT = "spring.jpa.properties.jakarta.persistence.query.timeout=1000";

    private final List<AutoCloseable> open = new ArrayList<>();

    /** How each makes the rows of the index of strings slow. */
    enum Database {
        H2(
                "CREATE ALIAS SLOWLY AS 'boolean slowly(long row) throws Exception { Thread.sleep(20); return true; }'",
                "SYSTEM_RANGE(1, 100000) AS many(n)",
                "SLOWLY(many.n)"),
        POSTGRESQL("SELECT 1", "generate_series(1, 100000) AS many(n)", "pg_sleep(3 + many.n * 0)::text IS NOT NULL");

        private final String first;
        private final String many;
        private final String condition;

        Database(String first, String many, String condition) {
            this.first = first;
            this.many = many;
            this.condition = condition;
        }

        void makeSlow(DataSource database) {
            JdbcTemplate sql = new JdbcTemplate(database);
            sql.execute(first);
            sql.execute("ALTER TABLE hfj_spidx_string RENAME TO hfj_spidx_string_stored");
            sql.execute("CREATE VIEW hfj_spidx_string AS SELECT stored.* FROM hfj_spidx_string_stored stored, " + many
                    + " WHERE " + condition);
        }
    }

    private ProductionHost h2;
    private ProductionHost postgres;

    @BeforeAll
    void start() throws IOException, JOSEException {
        h2 = slow(Database.H2, "spring.datasource.url=jdbc:h2:mem:slow" + FreePort.next());
        EmbeddedPostgres embedded = EmbeddedPostgres.start();
        postgres = slow(
                Database.POSTGRESQL,
                "spring.datasource.url=" + embedded.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres");
        open.add(embedded);
    }

    private ProductionHost slow(Database database, String... settings) throws IOException, JOSEException {
        ProductionHost host = new ProductionHost(
                Stream.concat(Stream.of(settings), Stream.of(LIMIT, "telemed.fhir-config.load=false"))
                        .toArray(String[]::new));
        open.add(host);
        host.loadTestData();
        database.makeSlow(host.context().getBean(DataSource.class));
        return host;
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_query_that_takes_too_long_is_cancelled_and_said(Database database, CapturedOutput log) {
        ProductionHost host = database == Database.H2 ? h2 : postgres;
        Caller adam = new Caller(host, host.tokenOf("adam"));
        for (String search : List.of(
                "Patient?name=d",
                "Patient?name=d&_summary=count",
                "Patient?name=d&_total=accurate",
                "Encounter?subject:Patient.name=d",
                "Patient?_sort=name")) {
            assertTooSlow(search, () -> adam.get(search));
        }
        String conditional = "{\"resourceType\":\"Patient\"}";
        assertTooSlow(
                "conditional create",
                () -> adam.send(adam.request("Patient")
                        .header("Content-Type", "application/fhir+json")
                        .header("If-None-Exist", "name=d")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(conditional))));
        assertTooSlow(
                "an operation",
                () -> adam.createsRoomFor(aVisit().inProgress()
                        .withSubject("Patient/jane-doe")
                        .withParticipant("Practitioner?name=adam")));
        Answer batch = adam.post(
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":"
                        + "{\"method\":\"GET\",\"url\":\"Patient?name=d\"}}]}");
        assertThat(batch.body()).contains("database-timeout").doesNotContain("HAPI-");
        assertThat(log).doesNotContain("\tat ");
        adam.createsRoomFor(aVisit().inProgress().withSubject("Patient/jane-doe"))
                .expecting(200);
    }

    private static void assertTooSlow(String what, java.util.function.Supplier<Answer> request) {
        long start = System.nanoTime();
        Answer answer = request.get();
        assertThat(answer.status()).as(what + answer.body()).isEqualTo(503);
        assertThat(answer.errorCode()).as(what).isEqualTo("database-timeout");
        assertThat(answer.issue().path("code").asText()).isEqualTo("timeout");
        assertThat(answer.body()).doesNotContain("HAPI-", "SELECT", "Exception");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(Duration.ofSeconds(20));
    }
}

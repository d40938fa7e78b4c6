package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.telemed.attacks.ControlCharactersInUrls;
import org.telemed.attacks.CostlySearches;
import org.telemed.attacks.SearchValuesOutOfRange;
import org.telemed.hapi.operation.TelemedOperationProvider;

/**
 * The server without its demo, on PostgreSQL by settings alone. Before the first test it is started twice: all that the
 * tests find was stored before the restart. Searches that cost much, or fail a database, are tried here too.
 */
@ExtendWith(SuiteLog.class)
class R4OnPostgresTest
        implements EveryTopic,
                EveryTopicInside,
                RightsInTheZapehrApi,
                RightsAtTheDoor,
                TheZapehrClients,
                CostlySearches,
                SearchValuesOutOfRange,
                ControlCharactersInUrls {

    private static EmbeddedPostgres postgres;
    private static ProductionHost host;
    private static JsonNode visitFromBefore;
    private static List<String> stepsOfTheFirstStart;

    @BeforeAll
    static void start_store_and_start_again() throws IOException, JOSEException {
        postgres = EmbeddedPostgres.start();
        host = new ProductionHost(
                "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres");
        host.loadTestData();
        visitFromBefore = new Caller(host, host.tokenOf("adam"))
                .createsRoomOn("visit-arrived")
                .expecting(200)
                .json();
        stepsOfTheFirstStart = steps();
        awaitDefinitions();
        host.restart();
    }

    @AfterAll
    static void stop() throws IOException {
        host.close();
        postgres.close();
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public ApplicationContext inside() {
        return host.context();
    }

    @Test
    void the_schema_is_made_by_hapi_s_migrator() {
        assertThat(stepsOfTheFirstStart).hasSizeGreaterThan(100);
        assertThat(inside().getBean("entityManagerFactory", EntityManagerFactory.class)
                        .getProperties())
                .containsEntry("hibernate.hbm2ddl.auto", "none");
    }

    @Test
    void a_second_start_migrates_nothing() {
        assertThat(steps()).isEqualTo(stepsOfTheFirstStart);
    }

    @Test
    void a_restart_keeps_everything() {
        assertThat(as("adam").reads("visit-arrived").expecting(200).json()).isEqualTo(visitFromBefore);
        as("jane").asksForToken("visit-arrived").expecting(200);
    }

    @Test
    void a_second_start_stores_no_definition_again() {
        awaitDefinitions();
        JsonNode stored = as("clinic")
                .get("OperationDefinition?url:below=https://hapi-fhir-telemed.org/fhir")
                .expecting(200)
                .json()
                .path("entry");
        assertThat(stored)
                .hasSize(TelemedOperationProvider.HANDLERS.size())
                .allSatisfy(
                        entry -> assertThat(entry.at("/resource/meta/versionId").asText())
                                .isEqualTo("1"));
    }

    /** Until the thread that stores them is done. */
    private static void awaitDefinitions() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("telemed-fhir-config")));
    }

    /** What the migrator noted, and when. */
    private static List<String> steps() {
        return new JdbcTemplate(postgres.getPostgresDatabase())
                .queryForList(
                        "select \"installed_rank\" || ' ' || \"version\" || ' ' || \"installed_on\" || ' ' || \"success\""
                                + " from \"FLY_HFJ_MIGRATION\" order by \"installed_rank\"",
                        String.class);
    }
}

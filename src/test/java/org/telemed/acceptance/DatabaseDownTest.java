package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.nimbusds.jose.JOSEException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A PostgreSQL that stops under a running server. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseDownTest {

    private ProductionHost host;
    private Caller adam;
    private String visit;

    @BeforeAll
    void start_and_stop_the_database() throws IOException, JOSEException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        host = new ProductionHost(
                "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "spring.datasource.hikari.connection-timeout=1000",
                "telemed.zapehr-api.enabled=true");
        host.loadTestData();
        adam = new Caller(host, host.tokenOf("adam"));
        visit = adam.createsRoomOn("visit-arrived")
                .expecting(200)
                .json()
                .path("id")
                .asText();
        adam.asksForToken(visit).expecting(200);
        postgres.close();
    }

    @AfterAll
    void stop() {
        host.close();
    }

    static Stream<Try> calls() {
        return Stream.of(
                new Try("token", (caller, visit) -> caller.asksForToken(visit)),
                new Try(
                        "create",
                        (caller, visit) ->
                                caller.createsRoomFor(aVisit().inProgress().withSubject("Patient/jane-doe"))),
                new Try("create on one", (caller, visit) -> caller.createsRoomOn(visit)),
                new Try("end", (caller, visit) -> caller.post("Encounter/" + visit + "/$end-telemed-room", "")),
                new Try("read", (caller, visit) -> caller.get("Encounter/" + visit)),
                new Try("version", (caller, visit) -> caller.get("Encounter/" + visit + "/_history/1")),
                new Try("search", (caller, visit) -> caller.get("Encounter?status=arrived")),
                new Try("count", (caller, visit) -> caller.get("Encounter?_summary=count")),
                new Try("page", (caller, visit) -> caller.get("?_getpages=4bd5ca4c-1d7c-4c4e-a13f-5f4b5ba2d6b0")),
                new Try("store", (caller, visit) -> caller.post("Patient", "{\"resourceType\":\"Patient\"}")),
                new Try(
                        "replace",
                        (caller, visit) -> caller.put("Patient/p1", "{\"resourceType\":\"Patient\",\"id\":\"p1\"}")),
                new Try("delete", (caller, visit) -> caller.deletes("Patient/jane-doe")),
                new Try(
                        "transaction",
                        (caller, visit) -> caller.post(
                                "",
                                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
                                        + "{\"resourceType\":\"Patient\"},\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}]}")));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void every_request_says_so_and_when_to_ask_again(Try call) {
        Answer answer = call.how.send(adam, visit);
        assertThat(answer.status()).as(answer::body).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("database-down");
        assertThat(answer.issue().path("code").asText()).isEqualTo("transient");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).doesNotContain("postgres", "Exception", "JDBC", "HAPI-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"method\":\"GET\",\"url\":\"Patient/jane-doe\"",
                "\"method\":\"GET\",\"url\":\"Encounter?status=arrived\"",
                "\"method\":\"DELETE\",\"url\":\"Patient/jane-doe\"",
                "\"method\":\"PUT\",\"url\":\"Patient/p1\"",
                "\"method\":\"POST\",\"url\":\"Patient\"",
            })
    void each_entry_of_a_batch_says_so(String request) {
        String resource = request.contains("PUT") || request.contains("POST")
                ? "\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p1\"},"
                : "";
        Answer answer = adam.post(
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{" + resource + "\"request\":{" + request
                        + "}}]}");
        boolean isWhole = answer.status() == 503; // the database is asked before the entries are
        assertThat(answer.json().at("/entry/0/response/status").asText().startsWith("503") || isWhole)
                .as(answer::body)
                .isTrue();
        assertThat(answer.body()).contains("database-down").doesNotContain("JDBC", "HAPI-");
    }

    @Test
    void so_does_the_seeds_api() {
        Answer answer = host.http().get("/v1/telemed/token?encounterId=" + visit, host.tokenOf("adam"));
        assertThat(answer.status()).as(answer::body).isEqualTo(503);
        assertThat(answer.json().path("message").asText()).contains("database");
        assertThat(answer.json().has("code")).isFalse();
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    record Try(String name, How how) {
        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    interface How {
        Answer send(Caller caller, String visit);
    }
}

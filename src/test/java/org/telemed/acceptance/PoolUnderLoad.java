package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No call to Twilio is made while a database connection is held. */
public interface PoolUnderLoad extends InThisProcess {

    int CREATES = 100;

    @Test
    default void a_hundred_creates_wait_for_twilio_and_none_of_them_holds_a_connection() {
        HikariDataSource database = inside().getBean(HikariDataSource.class);
        assertThat(database.getMaximumPoolSize()).isLessThanOrEqualTo(10);
        as("adam").createsRoomFor(aVisitOfJaneWithAdam()).expecting(200);
        twilio().forgetsRequests();
        twilio().failsBy("{'match':'POST /v1/Rooms$','latencyMs':600000}");
        List<CompletableFuture<Answer>> answers = startedCreates();
        await().atMost(Duration.ofSeconds(9)).until(() -> heldAtTwilio() == CREATES);
        HikariPoolMXBean pool = database.getHikariPoolMXBean();
        // the server's own work takes one for a moment; what a create held would stay in use
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(pool.getActiveConnections()).as("connections in use").isZero();
            assertThat(pool.getThreadsAwaitingConnection())
                    .as("threads that wait for one")
                    .isZero();
        });
        twilio().isWell();
        assertThat(answers.stream().map(CompletableFuture::join)).allSatisfy(answer -> answer.expecting(200));
    }

    private List<CompletableFuture<Answer>> startedCreates() {
        String encounter = aVisitOfJaneWithAdam().json(host().release());
        return Stream.generate(() -> as("adam")
                        .request("Encounter/$create-telemed-room")
                        .header("Content-Type", Http.FHIR_JSON)
                        .POST(BodyPublishers.ofString(encounter)))
                .limit(CREATES)
                .map(host().http()::sendAsync)
                .toList();
    }

    private long heldAtTwilio() {
        return twilio().requests("POST /v1/Rooms").stream()
                .filter(call -> call.path("inFlight").asBoolean())
                .count();
    }
}

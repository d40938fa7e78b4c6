package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.jpa.term.api.ITermReadSvc;
import com.nimbusds.jose.JOSEException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.telemed.fhir.EncounterFixture;
import org.telemed.hapi.definition.StoredFhirVersion;
import org.telemed.plugin.lifecycle.TelemedPlugin;

/** What ordinary visits, races and restarts leave in the log of a server: no warning, no error, and no content. */
@Tag("server")
@ExtendWith(OutputCaptureExtension.class)
class QuietLogTest {
    /** That one Java has started more than one Tomcat, as only tests do. */
    private static final String TWO_TOMCATS = "o.apache.tomcat.util.modeler.Registry";

    private static final int VISITS = 3;
    private static final int RACES = 3;

    @Test
    void on_h2(CapturedOutput log, @TempDir Path directory) throws IOException, JOSEException {
        assertQuiet(log, "spring.datasource.url=jdbc:h2:file:" + directory.resolve("data"));
    }

    @Test
    void on_postgresql(CapturedOutput log) throws IOException, JOSEException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            assertQuiet(
                    log,
                    "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                    "spring.datasource.username=postgres",
                    "spring.datasource.password=postgres");
        }
    }

    private static void assertQuiet(CapturedOutput log, String... database) throws IOException, JOSEException {
        try (ProductionHost host = new ProductionHost(database)) {
            host.loadTestData();
            Life life = new Life(host);
            life.visits();
            life.races();
            host.restart();
            life.visits();
            life.scheduledWork();
            assertThat(StoredFhirVersion.in(host.context().getBean(EntityManagerFactory.class)))
                    .contains(FhirVersionEnum.R4);
        }
        assertThat(log.getAll()
                        .lines()
                        .filter(line -> line.matches("\\d{4}-\\S+ +(WARN|ERROR) .*"))
                        .filter(line -> !line.contains(TWO_TOMCATS)))
                .as("warnings and errors")
                .isEmpty();
        assertThat(log.getAll())
                .as("content of resources")
                .doesNotContainIgnoringCase("jane-doe", "adam-careful", "Ward 3", "narrated", "insert into", "\tat ");
    }

    /** What goes on at a server in a month, in short. */
    private record Life(ProductionHost host) implements Acceptance {

        void visits() {
            for (int visit = 0; visit < VISITS; visit++) {
                aVisitFromItsCreateToItsEnd();
            }
        }

        private void aVisitFromItsCreateToItsEnd() {
            EncounterFixture visit = aVisitThatHoldsMuch()
                    .with(
                            "text",
                            "{\"status\":\"additional\",\"div\":\"<div xmlns='http://www.w3.org/1999/xhtml'>narrated</div>\"}");
            String id = aRoomFor(visit);
            for (String client : List.of("adam", "jane")) {
                Answer token = as(client).asksForToken(id).expecting(200);
                twilio().joins(token.parameter("room"), token.parameter("token"))
                        .expecting(201);
            }
            String room = stored(id).room();
            twilio().leaves(room, "jane");
            as("adam").replaces(id, visit.withId(id).finished()).expecting(200);
            await().atMost(Duration.ofSeconds(20)).until(() -> !twilio().isInProgress(room));
            as("adam").deletes("Encounter/" + id).expecting(200);
            as("adam").replaces(id, visit.inProgress()).expecting(201);
            as("adam").createsRoomOn(id).expecting(200);
            as("adam").endsRoomOf(id).expecting(200);
            as("eve").asksForToken(id).expecting(403);
            as("adam").reads("unknown").expecting(404);
        }

        void races() {
            for (int race = 0; race < RACES; race++) {
                String key = "race-" + race;
                atOnce(
                        8,
                        () -> as("adam")
                                .request("Encounter/$create-telemed-room")
                                .header("Idempotency-Key", key)
                                .header("Content-Type", Http.FHIR_JSON)
                                .POST(BodyPublishers.ofString(
                                        aVisitThatHoldsMuch().json(host.release()))));
                String id = aStored(aVisitOfJaneWithAdam());
                atOnce(8, () -> as("adam").roomOn(id));
                allAtOnce(IntStream.range(0, 8)
                        .mapToObj(writer -> update(id, writer))
                        .toList());
                atOnce(4, () -> as("jane").tokenFor(id));
                String own = "chosen-" + race;
                atOnce(
                        4,
                        () -> as("adam")
                                .request("Encounter/" + own)
                                .header("Content-Type", Http.FHIR_JSON)
                                .PUT(BodyPublishers.ofString(
                                        aVisitOfJaneWithAdam().withId(own).json(host.release()))));
            }
        }

        private HttpRequest.Builder update(String id, int writer) {
            String body = aVisitOfJaneWithAdam()
                    .withId(id)
                    .with("identifier", "[{\"value\":\"" + writer + "\"}]")
                    .json(host.release());
            return as("adam")
                    .request("Encounter/" + id)
                    .header("Content-Type", Http.FHIR_JSON)
                    .PUT(BodyPublishers.ofString(body));
        }

        /** What HAPI does ten minutes after its start, and we every minute. */
        void scheduledWork() {
            host.context().getBean(ITermReadSvc.class).preExpandDeferredValueSetsToTerminologyTables();
            host.context()
                    .getBean(TelemedPlugin.class)
                    .roomReconciliation()
                    .orElseThrow()
                    .sweepSchedule()
                    .sweepNow();
        }
    }
}

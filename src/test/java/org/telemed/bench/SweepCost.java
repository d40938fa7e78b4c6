package org.telemed.bench;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.EntityManagerFactory;
import java.util.stream.StreamSupport;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.telemed.acceptance.Http;
import org.telemed.plugin.lifecycle.TelemedPlugin;
import org.telemed.server.DemoTokens;
import org.telemed.server.RunningServer;

/** What one sweep asks of Twilio and of the database. Counted, not timed, so the server may be in this Java. */
final class SweepCost implements AutoCloseable {
    private final RunningServer server;
    private final Http twilio;
    private final Statistics statistics;
    private final String clinic;

    SweepCost() {
        server = RunningServer.demo("telemed.twilio.rate-share=100", "telemed.sweep.enabled=false");
        twilio = new Http(server.context().getEnvironment().getRequiredProperty("telemed.twilio.base-url"));
        statistics = server.context()
                .getBean(EntityManagerFactory.class)
                .unwrap(SessionFactory.class)
                .getStatistics();
        clinic = new DemoTokens(server.http()).of("clinic");
    }

    /**
     * What a sweep cost.
     *
     * @param queries SQL statements
     */
    record Cost(int rooms, long calls, long queries) {}

    /** Makes sure that there are so many rooms, all of open visits. */
    void rooms(int number, String visit) {
        for (int made = sweep().rooms(); made < number; made++) {
            server.http()
                    .send("POST", "/fhir/Encounter/$create-telemed-room", clinic, visit)
                    .expecting(200);
        }
    }

    /** Sweeps once. */
    Cost sweep() {
        twilio.send("DELETE", "/_emulator/requests", "", "").expecting(204);
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        int rooms = server.context()
                .getBean(TelemedPlugin.class)
                .roomReconciliation()
                .orElseThrow()
                .sweepSchedule()
                .sweepNow()
                .rooms();
        long queries = statistics.getPrepareStatementCount();
        statistics.setStatisticsEnabled(false);
        return new Cost(rooms, calls(), queries);
    }

    private long calls() {
        JsonNode requests =
                twilio.get("/_emulator/requests", "").expecting(200).json().path("requests");
        return StreamSupport.stream(requests.spliterator(), false)
                .filter(request -> request.path("path").asText().startsWith("/v1/"))
                .count();
    }

    @Override
    public void close() {
        server.close();
    }
}

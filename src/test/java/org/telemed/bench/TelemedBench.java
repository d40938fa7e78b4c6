package org.telemed.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Http;
import org.telemed.server.ServerApplication;

/** Prints what telemedicine costs, as ratios of one run; it asserts nothing. */
class TelemedBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 4);
    private static final int REQUESTS = Integer.getInteger("bench.requests", 400);
    private static final int STARTS = Integer.getInteger("bench.starts", 2);
    private static final int CREATES = 100;
    private static final int LATENCY_MS = 300;
    private static final String VISIT = """
            {"resourceType": "Encounter", %s "status": "in-progress",
             "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "VR"},
             "subject": {"reference": "Patient/jane-doe"}, "period": {"start": "%s"},
             "participant": [{"individual": {"reference": "Practitioner/adam-careful"}}]}""";

    private final Report report = new Report();

    @Test
    void what_telemedicine_costs() throws IOException {
        try (ChildServer server = new ChildServer(ServerApplication.class, ChildServer.demo())) {
            tokens(server);
            firstTokens(server);
            creates(server);
            try (ChildServer without =
                    new ChildServer(WithoutPlugin.class, ChildServer.demo("telemed.enabled=false"))) {
                updates(server, without);
            }
        }
        starts();
        report.machine();
        report.write(Path.of("target", "benchmark.md"));
    }

    private void tokens(ChildServer server) {
        String adam = server.tokenOf("adam");
        String id = created(server, adam);
        for (int clients : new int[] {1, 8}) {
            Load token = new Load(200, () -> token(server.http(), adam, id));
            Load read = new Load(200, () -> server.http().get("/fhir/Encounter/" + id, adam));
            alternate(clients, REQUESTS, token, read);
            report.compare("`$telemed-token`", token, "`GET Encounter/[id]`", read, clients, "≥ 1");
        }
    }

    private void firstTokens(ChildServer server) {
        String adam = server.tokenOf("adam");
        int each = REQUESTS / 4;
        for (int clients : new int[] {1, 8}) {
            ConcurrentLinkedQueue<String> fresh = new ConcurrentLinkedQueue<>();
            IntStream.range(0, each * (ROUNDS + 1)).forEach(visit -> fresh.add(created(server, adam)));
            String auditEvent = anAuditEvent(server, adam);
            Load first = new Load(200, () -> token(server.http(), adam, fresh.remove()));
            Load post = new Load(201, () -> server.http().send("POST", "/fhir/AuditEvent", adam, auditEvent));
            alternate(clients, each, first, post);
            report.compare("first token of a person", first, "`POST AuditEvent`", post, clients, "≥ 1");
        }
    }

    private void creates(ChildServer server) {
        String adam = server.tokenOf("adam");
        createAtOnce(server, adam);
        double without = createAtOnce(server, adam);
        server.emulator()
                .send(
                        "PUT",
                        "/_emulator/faults",
                        "",
                        "{\"match\": \"POST /v1/Rooms\", \"latencyMs\": " + LATENCY_MS + "}");
        double with = createAtOnce(server, adam);
        server.emulator().send("DELETE", "/_emulator/faults", "", "");
        report.times(
                CREATES + " creates at once, Twilio takes " + LATENCY_MS + " ms, 5 connections",
                with,
                "the same, Twilio takes no time, and " + LATENCY_MS + " ms",
                without + LATENCY_MS / 1000.0,
                "≤ 2 × the latency");
    }

    private void updates(ChildServer server, ChildServer without) {
        String ours = server.tokenOf("adam");
        String theirs = without.tokenOf("adam");
        String id = "bench-1";
        int[] seconds = new int[2];
        for (int clients : new int[] {1}) {
            Load with = new Load(200, () -> put(server.http(), ours, id, seconds[0]++));
            Load bare = new Load(200, () -> put(without.http(), theirs, id, seconds[1]++));
            put(server.http(), ours, id, -1).expecting(201);
            put(without.http(), theirs, id, -1).expecting(201);
            alternate(clients, REQUESTS / 2, with, bare);
            report.compare("plain update of an Encounter, with the plugin", with, "without", bare, clients, "≥ 0.95");
        }
    }

    private void starts() {
        double ours = 0;
        double bare = 0;
        for (int start = 0; start < STARTS; start++) {
            ours += startTime(ServerApplication.class, ChildServer.production());
            bare += startTime(BareHapi.class, ChildServer.production("telemed.enabled=false"));
        }
        report.times("start of the server", ours / STARTS, "of a bare HAPI JPA server", bare / STARTS, "≤ 1.3");
    }

    private static double startTime(Class<?> main, String... settings) {
        try (ChildServer server = new ChildServer(main, settings)) {
            return server.startTime().toMillis() / 1000.0;
        }
    }

    /** By turns, so that whatever else the machine does hits both; the first round is the warm-up. */
    private static void alternate(int clients, int requests, Load one, Load other) {
        for (int round = 0; round <= ROUNDS; round++) {
            one.run(clients, requests);
            other.run(clients, requests);
            if (round == 0) {
                one.forget();
                other.forget();
            }
        }
    }

    /** In seconds. */
    private static double createAtOnce(ChildServer server, String token) {
        long start = System.nanoTime();
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int i = 0; i < CREATES; i++) {
            sent.add(server.http()
                    .sendAsync(server.http()
                            .request("/fhir/Encounter/$create-telemed-room", token)
                            .header("Content-Type", Http.FHIR_JSON)
                            .POST(BodyPublishers.ofString(visit("", 0)))));
        }
        sent.forEach(answer -> answer.join().expecting(200));
        return (System.nanoTime() - start) / 1e9;
    }

    private static Answer token(Http http, String token, String id) {
        return http.send("POST", "/fhir/Encounter/" + id + "/$telemed-token", token, "");
    }

    private static String created(ChildServer server, String token) {
        return server.http()
                .send("POST", "/fhir/Encounter/$create-telemed-room", token, visit("", 0))
                .expecting(200)
                .json()
                .path("id")
                .asText();
    }

    /** Like one of those that telemedicine writes, but not marked as one: those are the server's alone to write. */
    private static String anAuditEvent(ChildServer server, String token) {
        String id = created(server, token);
        token(server.http(), token, id).expecting(200);
        ObjectNode event = server.http()
                .get("/fhir/AuditEvent?_count=1", server.tokenOf("clinic"))
                .expecting(200)
                .json()
                .at("/entry/0/resource")
                .deepCopy();
        event.remove(List.of("id", "meta"));
        return event.toString().replace("/CodeSystem/telemed-event", "/CodeSystem/bench-event");
    }

    private static Answer put(Http http, String token, String id, int second) {
        return http.send("PUT", "/fhir/Encounter/" + id, token, visit("\"id\": \"" + id + "\",", second));
    }

    private static String visit(String id, int second) {
        return VISIT.formatted(
                id,
                java.time.Instant.parse("2030-01-01T00:00:00Z")
                        .minusSeconds(100_000 - second)
                        .toString());
    }
}

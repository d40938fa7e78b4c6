package org.telemed.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.EventStream;
import org.telemed.acceptance.Http;
import org.telemed.bench.WaitingRoomCost.Server;
import org.telemed.nodes.TwoNodes;
import org.telemed.server.ServerApplication;

/** Prints what telemedicine costs, as ratios of one run; it asserts nothing. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TelemedBench {
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 60_000);
    private static final int REQUESTS = Integer.getInteger("bench.requests", 24_000);
    private static final int STARTS = Integer.getInteger("bench.starts", 2);
    private static final int AT_ONCE = 100;
    private static final int BURSTS = 9;
    private static final int ARRIVALS = Integer.getInteger("bench.arrivals", 100);
    private static final String CREATE = "/fhir/Encounter/$create-telemed-room";
    private static final int LATENCY_MS = 300;
    private static final String VISIT = """
            {"resourceType": "Encounter", %s "status": "in-progress",
             "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "VR"},
             "subject": {"reference": "Patient/jane-doe"}, "period": {"start": "%s"},
             "participant": [{"individual": {"reference": "Practitioner/adam-careful"}}]}""";

    private static final Report REPORT = new Report();

    @AfterAll
    static void write() throws IOException {
        REPORT.machine();
        REPORT.write(Path.of("target", "benchmark.md"));
    }

    @Test
    @Order(1)
    void tokens() {
        try (ChildServer server = new ChildServer(ServerApplication.class, ChildServer.demo())) {
            tokens(server);
        }
    }

    @Test
    @Order(2)
    void first_tokens() {
        try (ChildServer server = new ChildServer(ServerApplication.class, ChildServer.demo())) {
            firstTokens(server);
        }
    }

    @Test
    @Order(3)
    void creates_and_ends() {
        try (ChildServer server = new ChildServer(ServerApplication.class, ChildServer.demo())) {
            creates(server);
            ends(server);
        }
    }

    @Test
    @Order(4)
    void updates() {
        try (ChildServer server = new ChildServer(ServerApplication.class, ChildServer.demo());
                ChildServer without = new ChildServer(WithoutPlugin.class, ChildServer.demo("telemed.enabled=false"))) {
            updates(server, without);
        }
    }

    @Test
    @Order(5)
    void sweeps() {
        try (SweepCost cost = new SweepCost()) {
            for (int rooms : new int[] {200, 2_000}) {
                cost.rooms(rooms, visit("", 0));
                REPORT.sweep("first sweep that sees the rooms", cost.sweep());
                REPORT.sweep("the next, nothing has changed", cost.sweep());
            }
        }
    }

    @Test
    @Order(6)
    void starts() {
        double ours = 0;
        double bare = 0;
        for (int start = 0; start < STARTS; start++) {
            ours += startTime(ServerApplication.class, ChildServer.production());
            bare += startTime(BareHapi.class, ChildServer.production("telemed.enabled=false"));
        }
        REPORT.times("start of the server", ours / STARTS, "of a bare HAPI JPA server", bare / STARTS, "≤ 1.3");
    }

    @Test
    @Order(7)
    void statuses() {
        try (ChildServer server = new ChildServer(ServerApplication.class, ChildServer.demo())) {
            statuses(server);
        }
    }

    @Test
    @Order(8)
    void streams() {
        try (ChildServer server =
                new ChildServer(ServerApplication.class, ChildServer.demo("telemed.limits.streams-per-caller=1000"))) {
            REPORT.streams(StreamCost.of(server, visits(server.http(), server.tokenOf("adam"), StreamCost.STREAMS)));
        }
    }

    @Test
    @Order(9)
    void hidden_encounters() {
        try (ChildServer server =
                new ChildServer(ServerApplication.class, ChildServer.demo("telemed.security.hide-existence=true"))) {
            String id = created(server, server.tokenOf("adam"));
            String eve = server.tokenOf("eve");
            Load hidden = new Load(404, () -> token(server.http(), eve, id));
            Load absent = new Load(404, () -> token(server.http(), eve, "00000000-0000-4000-8000-000000000000"));
            new Race(hidden, absent).run(8, WARM_UP / 10, REQUESTS / 4); // each takes 50 ms and more
            REPORT.overlap("refused to an outsider, hidden", hidden, "no such Encounter", absent);
        }
    }

    @Test
    @Order(10)
    void waiting_rooms() {
        try (ChildServer server = new ChildServer(
                ServerApplication.class,
                ChildServer.demo("telemed.waiting-room.enabled=true", "telemed.limits.streams-per-caller=1000"))) {
            admittedTokens(server);
            List<String> visits = visits(server.http(), server.tokenOf("adam"), ARRIVALS);
            Server own = Server.of(server);
            REPORT.waitingRoom("", WaitingRoomCost.of(own, own, visits));
        }
    }

    @Test
    @Order(11)
    void tokens_beside_open_streams() {
        String[] settings =
                ChildServer.demo("telemed.waiting-room.enabled=true", "telemed.limits.streams-per-caller=1000");
        try (ChildServer server = new ChildServer(ServerApplication.class, settings);
                ChildServer without = new ChildServer(ServerApplication.class, settings)) {
            tokensBesideStreams(server, without);
        }
    }

    @Test
    @Order(12)
    void waiting_rooms_over_two_nodes(@TempDir Path directory) {
        try (TwoNodes nodes = new TwoNodes(
                directory,
                Map.of("telemed.waiting-room.enabled", "true", "telemed.limits.streams-per-caller", "1000"))) {
            List<String> visits = visits(nodes.a().http(), nodes.a().tokenOf("adam"), 2 * ARRIVALS);
            Server a = Server.of(nodes.a());
            Server b = Server.of(nodes.b());
            var unused = WaitingRoomCost.of(b, a, visits.subList(0, ARRIVALS)); // warms both up
            REPORT.waitingRoom(" on another node", WaitingRoomCost.of(a, b, visits.subList(ARRIVALS, 2 * ARRIVALS)));
        }
    }

    /** Of a patient who was let in, against one in a visit without a waiting room. */
    private static void admittedTokens(ChildServer server) {
        String adam = server.tokenOf("adam");
        String jane = server.tokenOf("jane");
        String waiting = created(server, adam);
        WaitingRoomCost.admit(Server.of(server), waiting);
        String free = server.http()
                .send("POST", CREATE + "?waitingRoom=false", adam, visit("", 0))
                .expecting(200)
                .json()
                .path("id")
                .asText();
        Load admitted = new Load(200, () -> token(server.http(), jane, waiting));
        Load plain = new Load(200, () -> token(server.http(), jane, free));
        new Race(admitted, plain).run(8, WARM_UP, REQUESTS);
        REPORT.compare("`$telemed-token` of somebody let in", admitted, "without a waiting room", plain, 8, "≥ 0.9");
    }

    private static void tokensBesideStreams(ChildServer server, ChildServer without) {
        List<EventStream> streams = new ArrayList<>();
        try {
            for (String visit : visits(server.http(), server.tokenOf("adam"), StreamCost.STREAMS)) {
                streams.add(WaitingRoomCost.watches(Server.of(server), visit, "jane"));
            }
            Load beside = tokensOf(server);
            Load alone = tokensOf(without);
            new Race(beside, alone).run(8, WARM_UP, REQUESTS);
            String what = "`$telemed-token` beside " + StreamCost.STREAMS + " open streams";
            REPORT.compare(what, beside, "without", alone, 8, "≥ 0.95");
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    private static Load tokensOf(ChildServer server) {
        String adam = server.tokenOf("adam");
        String id = created(server, adam);
        return new Load(200, () -> token(server.http(), adam, id));
    }

    /** Of a participant who sees nobody, and of a moderator, who sees who is there. */
    private static void statuses(ChildServer server) {
        String adam = server.tokenOf("adam");
        String jane = server.tokenOf("jane");
        String id = created(server, adam);
        int warmUp = WARM_UP;
        for (String caller : List.of(jane, adam)) {
            Load status = new Load(200, () -> server.http().get("/fhir/Encounter/" + id + "/$telemed-status", caller));
            Load read = new Load(200, () -> server.http().get("/fhir/Encounter/" + id, caller));
            new Race(status, read).run(8, warmUp, REQUESTS);
            String who = caller.equals(jane) ? "of a patient" : "of a moderator";
            REPORT.compare("`$telemed-status` " + who, status, "`GET Encounter/[id]`", read, 8, "");
            warmUp = WARM_UP / 6;
        }
    }

    private static void tokens(ChildServer server) {
        String adam = server.tokenOf("adam");
        String id = created(server, adam);
        Load token = new Load(200, () -> token(server.http(), adam, id));
        Load read = new Load(200, () -> server.http().get("/fhir/Encounter/" + id, adam));
        int warmUp = WARM_UP;
        for (int clients : new int[] {8, 1}) {
            new Race(token, read).run(clients, warmUp, REQUESTS);
            REPORT.compare("`$telemed-token`", token, "`GET Encounter/[id]`", read, clients, "≥ 1");
            warmUp = 0;
        }
    }

    private static void firstTokens(ChildServer server) {
        String adam = server.tokenOf("adam");
        String auditEvent = anAuditEvent(server, adam);
        ConcurrentLinkedQueue<String> fresh = new ConcurrentLinkedQueue<>();
        Load first = new Load(200, () -> token(server.http(), adam, fresh.remove()));
        Load post = new Load(201, () -> server.http().send("POST", "/fhir/AuditEvent", adam, auditEvent));
        int each = REQUESTS / 4;
        int warmUp = WARM_UP / 5;
        for (int clients : new int[] {8, 1}) {
            visits(server.http(), adam, warmUp + each).forEach(fresh::add);
            new Race(first, post).run(clients, warmUp, each);
            REPORT.compare("first token of a person", first, "`POST AuditEvent`", post, clients, "≥ 1");
            warmUp = 0;
        }
    }

    /**
     * As many creates at once as the pool has no connections for, with a Twilio that takes its time; and as many plain
     * ones, which say how fast the machine is.
     */
    private static void creates(ChildServer server) {
        String adam = server.tokenOf("adam");
        for (int round = 0; round < 10; round++) {
            visits(server.http(), adam, WARM_UP / 60);
            Rest.untilNothingIsCompiled();
        }
        server.emulator()
                .send(
                        "PUT",
                        "/_emulator/faults",
                        "",
                        "application/json",
                        BodyPublishers.ofString("{\"match\": \"POST /v1/Rooms\", \"latencyMs\": " + LATENCY_MS + "}"));
        List<Double> creates = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int round = 0; round < 2 * BURSTS; round++) {
            if (round == BURSTS) {
                creates.clear();
                plain.clear();
            }
            creates.add(atOnce(server, adam, CREATE, 200));
            Rest.untilNothingIsCompiled();
            plain.add(atOnce(server, adam, "/fhir/Encounter", 201));
            Rest.untilNothingIsCompiled();
        }
        server.emulator().send("DELETE", "/_emulator/faults", "", "");
        String what = AT_ONCE + " creates at once through 5 connections, median of " + BURSTS;
        REPORT.times(what, median(creates), "what Twilio takes for one", LATENCY_MS / 1000.0, "≤ 2");
        REPORT.times("the same", median(creates), AT_ONCE + " plain `POST Encounter` at once", median(plain), "");
    }

    /** From the answer to the PATCH that finishes the visit until Twilio says that the room is completed. */
    private static void ends(ChildServer server) {
        String adam = server.tokenOf("adam");
        List<Double> seconds = new ArrayList<>();
        for (int visit = 0; visit < 50; visit++) {
            JsonNode encounter = server.http()
                    .send("POST", CREATE, adam, visit("", 0))
                    .expecting(200)
                    .json();
            String room = encounter.at("/extension/0/extension/1/valueString").asText();
            long finished = System.nanoTime();
            server.finish(encounter.path("id").asText(), adam);
            while (server.isInProgress(room)) {
                Thread.onSpinWait();
            }
            seconds.add((System.nanoTime() - finished) / 1e9);
        }
        REPORT.time("from `PATCH` status finished until the room is completed, median of 50", median(seconds), "< 1 s");
    }

    private static void updates(ChildServer server, ChildServer without) {
        AtomicInteger seconds = new AtomicInteger();
        Load with = updates(server, seconds);
        Load bare = updates(without, seconds);
        new Race(with, bare).run(4, WARM_UP / 2, REQUESTS);
        REPORT.compare("plain update of an Encounter, with the plugin", with, "without", bare, 4, "≥ 0.95");
    }

    /** Each time another start, so that each is a new version. */
    private static Load updates(ChildServer server, AtomicInteger seconds) {
        String adam = server.tokenOf("adam");
        for (int visit = 0; visit < 100; visit++) {
            put(server.http(), adam, "bench-" + visit, -1).expecting(201);
        }
        return new Load(200, () -> {
            int second = seconds.incrementAndGet();
            return put(server.http(), adam, "bench-" + second % 100, second);
        });
    }

    private static double startTime(Class<?> main, String... settings) {
        try (ChildServer server = new ChildServer(main, settings)) {
            return server.startTime().toMillis() / 1000.0;
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** In seconds. */
    private static double atOnce(ChildServer server, String token, String path, int status) {
        long start = System.nanoTime();
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            sent.add(server.http()
                    .sendAsync(server.http()
                            .request(path, token)
                            .header("Content-Type", Http.FHIR_JSON)
                            .POST(BodyPublishers.ofString(visit("", 0)))));
        }
        sent.forEach(answer -> answer.join().expecting(status));
        return (System.nanoTime() - start) / 1e9;
    }

    private static Answer token(Http http, String token, String id) {
        return http.send(
                http.request("/fhir/Encounter/" + id + "/$telemed-token", token).POST(BodyPublishers.noBody()));
    }

    /** The ids of so many, each with its room. */
    private static List<String> visits(Http server, String token, int number) {
        ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
        new Load(200, () -> {
                    Answer answer = server.send("POST", CREATE, token, visit("", 0));
                    ids.add(answer.json().path("id").asText());
                    return answer;
                })
                .run(4, number);
        return List.copyOf(ids);
    }

    private static String created(ChildServer server, String token) {
        return server.http()
                .send("POST", CREATE, token, visit("", 0))
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

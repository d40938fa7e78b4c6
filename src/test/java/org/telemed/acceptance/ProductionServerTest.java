package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.acceptance.TestIssuer.AUDIENCE;
import static org.telemed.acceptance.TestIssuer.ISSUER;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.TwilioEmulator;
import org.telemed.fhir.FhirRelease;

/**
 * The server without the demo, in a Java of its own with a database on disk. The order is that of its life, from the first
 * request to SIGKILL, and from the next start to SIGTERM.
 */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductionServerTest implements Acceptance, Host {

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    @TempDir
    static Path directory;

    private final TestIssuer issuer = new TestIssuer();
    private final TwilioEmulator emulator = new TwilioEmulator(EmulatorSettings.onAnyPort());
    private final Http http = new Http("http://localhost:" + FreePort.next());
    private ServerProcess server;

    @BeforeAll
    void start() {
        emulator.start();
        startServer();
    }

    private void startServer() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", "" + URI.create(http.root()).getPort());
        settings.put("spring.datasource.url", database());
        settings.put("telemed.public-url", http.root());
        settings.put("telemed.twilio.base-url", emulator.baseUrl());
        settings.put("telemed.twilio.account-sid", "AC" + "0".repeat(32));
        settings.put("telemed.twilio.api-key-sid", "SK" + "0".repeat(32));
        settings.put("telemed.twilio.api-key-secret", "demo-api-key-secret-demo-api-key-secret");
        settings.put("telemed.twilio.time-limit", "60s");
        settings.put("telemed.security.hide-existence", "true");
        settings.put(JWT + "issuer-uri", ISSUER);
        settings.put(JWT + "jwk-set-uri", issuer.keysUrl());
        settings.put(JWT + "audiences", AUDIENCE);
        server = ServerProcess.start(directory, settings);
        server.awaitReady(http);
    }

    @AfterAll
    void stop() {
        server.close();
        emulator.close();
        issuer.close();
    }

    @Test
    @Order(1)
    void fifty_creates_as_the_very_first_traffic_all_succeed() {
        String encounter = aVisit().inProgress().json(release());
        List<Answer> answers = atOnce(
                50,
                () -> as("adam")
                        .request("Encounter/$create-telemed-room")
                        .header("Content-Type", Http.FHIR_JSON)
                        .POST(BodyPublishers.ofString(encounter)));
        assertThat(answers).allSatisfy(answer -> answer.expecting(200));
        Set<String> rooms =
                answers.stream().map(answer -> encounterIn(answer).room()).collect(Collectors.toSet());
        assertThat(rooms).hasSize(50).isEqualTo(twilio().sidsInProgress());
    }

    @Test
    @Order(2)
    void the_main_job_works_for_those_who_take_part() throws IOException {
        as("clinic")
                .post("", Files.readString(Path.of("test-data", "demo.json")))
                .expecting(200);
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (String client : List.of("adam", "jane")) {
            Answer token = as(client).asksForToken(id).expecting(200);
            twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
        }
    }

    @Test
    @Order(3)
    void whoever_takes_no_part_gets_the_answer_for_an_unknown_encounter_letter_for_letter() {
        Answer unknown = as("eve").asksForToken("never-seen");
        assertRefused(unknown, 404, "not-found", "encounter-not-found");
        String open = aRoomFor(aVisitOfJaneWithAdam());
        String deleted = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").deletes("Encounter/" + deleted).expecting(200);
        String over = aStored(aVisitOfJaneWithAdam().finished());
        String early =
                aRoomFor(aVisitOfJaneWithAdam().withOther("Practitioner/eve-outsider", "{\"start\":\"2199-01-01\"}"));
        String left =
                aRoomFor(aVisitOfJaneWithAdam().withOther("Practitioner/eve-outsider", "{\"end\":\"2020-01-01\"}"));
        for (String id : List.of(open, deleted, over, early, left)) {
            assertSame(as("eve").asksForToken(id), unknown);
            assertSame(as("clinic").asksForToken(id), unknown);
        }
        Caller withoutScope =
                with(tokenWith(Map.of("fhirUser", "Practitioner/adam-careful", "scope", "user/Encounter.r")));
        withoutScope.asksForToken(open).expecting(200);
        assertRefused(as("jane").asksForToken(aStored(aVisitOfJaneWithAdam())), 422, "business-rule", "no-room");
    }

    @Test
    @Order(3)
    void so_does_whoever_decides_who_is_let_into_a_visit_of_others() {
        Caller eve = with(tokenOf("eve", "user/*.rs"));
        Answer unknown = eve.admits("never-seen", "Patient/jane-doe");
        assertRefused(unknown, 404, "not-found", "encounter-not-found");
        String deleted = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").deletes("Encounter/" + deleted).expecting(200);
        for (String id : List.of(
                encounterIn(as("adam")
                                .post(
                                        "Encounter/$create-telemed-room?waitingRoom=true",
                                        aVisitOfJaneWithAdam().json(release())))
                        .id(),
                deleted,
                aStored(aVisitOfJaneWithAdam().finished()),
                aRoomFor(aVisitOfJaneWithAdam().withOther("Practitioner/eve-outsider", "{\"start\":\"2199-01-01\"}")),
                aRoomFor(aVisitOfJaneWithAdam().withOther("Practitioner/eve-outsider", "{\"end\":\"2020-01-01\"}")))) {
            assertSame(eve.admits(id, "Patient/jane-doe"), unknown);
            assertSame(eve.dismisses(id, "out", "Patient/jane-doe"), unknown);
            assertSame(eve.send(eve.admitting(id, "Patient/jane-doe").header("If-Match", "W/\"77\"")), unknown);
        }
    }

    @Test
    @Order(4)
    void a_host_header_of_somebody_elses_makes_nobody_a_participant() throws IOException {
        String visit = aVisitOfJaneWithAdam()
                .withOther("http://evil.example/fhir/Device/home-tablet")
                .json(release());
        String created = sentToEvilHost("Encounter/$create-telemed-room", tokenOf("adam"), visit);
        assertThat(created).startsWith("HTTP/1.1 200").doesNotContain("evil.example/fhir/Encounter");
        Matcher id = Pattern.compile("Location: .*/Encounter/([^/]+)/").matcher(created);
        assertThat(id.find()).as(created).isTrue();
        String token = "Encounter/" + id.group(1) + "/$telemed-token";
        assertThat(sentToEvilHost(token, tokenOf("tablet"), "")).startsWith("HTTP/1.1 404");
        String evil = tokenWith(Map.of("fhirUser", "http://evil.example/fhir/Practitioner/adam-careful"));
        assertThat(sentToEvilHost(token, evil, "")).startsWith("HTTP/1.1 404");
        assertThat(sentToEvilHost(token, tokenOf("adam"), "")).startsWith("HTTP/1.1 200");
    }

    @Test
    @Order(5)
    void only_tokens_of_the_issuer_for_this_server_count() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Map<String, Object> adam = Map.of("sub", "adam", "fhirUser", "Practitioner/adam-careful");
        with(issuer.token(adam)).asksForToken(id).expecting(200);
        for (String token : List.of(
                issuer.token(TestIssuer.newKey(), adam),
                issuer.token(with(adam, "aud", "https://another.example/fhir")),
                issuer.token(with(adam, "iss", "https://another.example")))) {
            assertRefused(with(token).asksForToken(id), 401, "login", "login-required");
        }
    }

    @Test
    @Order(6)
    void nothing_of_the_demo_is_there() {
        for (String path : List.of(
                "/.well-known/oauth-authorization-server", "/.well-known/openid-configuration", "/oauth2/authorize")) {
            assertThat(http.get(path, "").status()).as(path).isIn(401, 404);
        }
        assertThat(http.send(http.request("/oauth2/token", "")
                                .header("Authorization", Http.basic("adam", "adam"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("grant_type=client_credentials")))
                        .status())
                .isIn(401, 404);
        assertThat(server.output())
                .doesNotContain("demo-api-key-secret", issuer.token(Map.of()).split("\\.")[0]);
    }

    @Test
    @Order(7)
    void sigkill_between_room_and_write_leaves_no_encounter() throws SQLException {
        int before = numberOfEncounters();
        Set<String> rooms = twilio().sidsInProgress();
        twilio().failsBy("{'match':'POST /v1/Rooms$','after':true,'latencyMs':600000}");
        CompletableFuture<Answer> answer = http.sendAsync(as("adam")
                .request("Encounter/$create-telemed-room")
                .header("Content-Type", Http.FHIR_JSON)
                .POST(BodyPublishers.ofString(aVisitOfJaneWithAdam().json(release()))));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> twilio().sidsInProgress().size() == rooms.size() + 1);
        as("adam")
                .replaces("written-later", aVisitOfJaneWithAdam().withId("written-later"))
                .expecting(201);
        await("what was written before the kill is on disk")
                .atMost(Duration.ofSeconds(30))
                .until(() -> isOnDisk("written-later"));
        server.kill();
        JsonNode left = twilio().roomsInProgress().stream()
                .filter(room -> !rooms.contains(room.path("sid").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(answer).failsWithin(Duration.ofSeconds(30));
        assertThat(encountersInDatabase("written-later")).isOne();
        assertThat(encountersInDatabase("%")).isEqualTo(before + 1);
        assertThat(encountersInDatabase(left.path("unique_name").asText())).isZero();
    }

    @Test
    @Order(8)
    void sigterm_is_quiet_and_loses_nothing_of_the_audit_trail() throws SQLException, IOException {
        long before = tokensInTheTrail();
        startServer();
        String id = aRoomFor(aVisitOfJaneWithAdam());
        int tokens = 60;
        try (EventStream stream = as("jane").watches(id).opened()) {
            stream.next();
            for (int token = 0; token < tokens; token++) {
                as(token % 2 == 0 ? "adam" : "jane").asksForToken(id).expecting(200);
            }
            assertThat(server.stop()).isEqualTo(143);
        }
        assertThat(server.output().lines().filter(line -> line.matches("\\d{4}-\\S+ +(WARN|ERROR) .*")))
                .isEmpty();
        assertThat(tokensInTheTrail()).isEqualTo(before + tokens);
    }

    /** In the database, and in the file for those that it could not store before its end. */
    private static long tokensInTheTrail() throws SQLException, IOException {
        Path spilled = directory.resolve("telemed-data/audit/audit.jsonl");
        return count(
                        "select count(*) from HFJ_SPIDX_TOKEN where RES_TYPE = 'AuditEvent' and SP_VALUE = ?",
                        "token-sent")
                + (Files.exists(spilled)
                        ? Files.readAllLines(spilled).stream()
                                .filter(line -> line.contains("TOKEN_SENT"))
                                .count()
                        : 0);
    }

    /** The server may be dead by then. */
    @Override
    @AfterEach
    public void twilio_is_well_again() {
        twilio().isWell();
    }

    /** The database keeps commits in memory for a while, and writes them in their order. */
    private static boolean isOnDisk(String text) throws IOException {
        byte[] file = Files.readAllBytes(directory.resolve("data.mv.db"));
        return new String(file, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static int encountersInDatabase(String id) throws SQLException {
        return count(
                "select count(*) from HFJ_RESOURCE where RES_TYPE = 'Encounter' and RES_DELETED_AT is null"
                        + " and FHIR_ID like ?",
                id);
    }

    private static int count(String select, String value) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database());
                PreparedStatement query = connection.prepareStatement(select)) {
            query.setString(1, value);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    private static String database() {
        return "jdbc:h2:file:" + directory.resolve("data");
    }

    private static void assertSame(Answer answer, Answer unknown) {
        assertThat(answer.status()).isEqualTo(unknown.status());
        assertThat(answer.body()).isEqualTo(unknown.body());
        assertThat(answer.response().headers().map().keySet())
                .isEqualTo(unknown.response().headers().map().keySet());
        assertThat(answer.header("Content-Length")).isEqualTo(unknown.header("Content-Length"));
    }

    private static Map<String, Object> with(Map<String, Object> claims, String claim, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(claims);
        more.put(claim, value);
        return more;
    }

    /** Written by hand: Java's HTTP client chooses the Host header itself. */
    private String sentToEvilHost(String path, String token, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(
                InetAddress.getByName("127.0.0.1"), URI.create(http.root()).getPort())) {
            String head = "POST /fhir/" + path + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                    + "Connection: close\r\nAccept: application/fhir+json\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: " + Http.FHIR_JSON
                    + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public Host host() {
        return this;
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public FhirRelease release() {
        return FhirRelease.R4;
    }

    @Override
    public Emulator twilio() {
        return new Emulator(emulator.baseUrl());
    }

    @Override
    public String tokenOf(String client) {
        String scope =
                client.equals("jane") ? "patient/*.rs" : client.equals("clinic") ? "system/*.cruds" : "user/*.cruds";
        return tokenOf(client, scope);
    }

    @Override
    public String tokenOf(String client, String scope) {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of("sub", client, "scope", scope));
        switch (client) {
            case "adam" -> claims.put("fhirUser", "Practitioner/adam-careful");
            case "jane" -> claims.put("fhirUser", "Patient/jane-doe");
            case "tablet" -> claims.put("fhirUser", "Device/home-tablet");
            case "eve" -> claims.put("fhirUser", "Practitioner/eve-outsider");
            default -> {
                // has no profile
            }
        }
        return issuer.token(claims);
    }

    @Override
    public String tokenWith(Map<String, Object> claims) {
        return issuer.token(claims);
    }
}

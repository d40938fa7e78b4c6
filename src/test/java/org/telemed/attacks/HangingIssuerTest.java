package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.FreePort;
import org.telemed.acceptance.Http;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.hosts.LocalIssuer;
import org.telemed.server.RunningServer;

/** Requests without a login that make the server wait for its issuer. One server and its life: the issuer comes late, works, hangs. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class HangingIssuerTest {

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
    private static final Duration FETCHED_AGAIN = Duration.ofSeconds(30);

    /** And what a busy machine needs. */
    private static final Duration A_SECOND_OR_TWO = Duration.ofSeconds(5);

    /** More than the server has threads. */
    private static final int MADE_UP = 230;

    /** How many seconds they would take if eight at a time waited for the issuer, two seconds each. */
    private static final int EACH_ON_ITS_OWN = MADE_UP * 2 / 8;

    private final LocalIssuer issuer = new LocalIssuer(Clock.systemUTC());
    private final RSAKey stranger = LocalIssuer.newKey("x");
    private RunningServer server;

    @BeforeAll
    void start() {
        issuer.answers("<html>Starting…</html>");
        EmulatorSettings account = EmulatorSettings.onAnyPort();
        int port = FreePort.next();
        server = RunningServer.withSettings(
                port,
                "spring.datasource.url=jdbc:h2:mem:" + port,
                "telemed.public-url=http://localhost:" + port,
                "telemed.twilio.base-url=http://localhost:1",
                "telemed.twilio.account-sid=" + account.accountSid(),
                "telemed.twilio.api-key-sid=" + account.apiKeySid(),
                "telemed.twilio.api-key-secret=" + account.apiKeySecret(),
                "telemed.sweep.enabled=false",
                JWT + "issuer-uri=" + issuer.url(),
                JWT + "audiences=" + LocalIssuer.AUDIENCE);
    }

    @AfterAll
    void stop() {
        server.close();
        issuer.close();
    }

    @Test
    @Order(1)
    void a_start_without_issuer_says_so_and_is_not_ready(CapturedOutput log) {
        assertThat(log.getAll().lines().filter(line -> line.contains("issuer of access tokens cannot be used")))
                .singleElement()
                .asString()
                .contains("no JSON, perhaps a page of HTML", JWT + "issuer-uri");
        assertThat(http().get("/actuator/health/readiness", "").status()).isEqualTo(503);
        assertThat(http().get("/actuator/health/liveness", "").status()).isEqualTo(200);
        assertIssuerDown(http().get("/fhir/Patient", goodToken()));
        assertThat(http().get("/fhir/Patient", "").status()).isEqualTo(401);
        assertThat(http().get("/v1/user/me", goodToken()).expecting(503).json().has("message"))
                .isTrue();
    }

    @Test
    @Order(2)
    void once_it_answers_health_alone_finds_out() {
        useTheIssuer();
        http().get("/fhir/Patient", goodToken()).expecting(200);
    }

    @Test
    @Order(3)
    void made_up_keys_while_it_hangs_take_nothing_from_the_others(CapturedOutput log) {
        useTheIssuer();
        await().atMost(FETCHED_AGAIN).pollDelay(Duration.ofSeconds(11)).until(() -> true); // another fetch may begin
        http().get("/fhir/metadata", "").expecting(200);
        List<String> forged =
                IntStream.range(0, MADE_UP).mapToObj(i -> madeUp("kid-" + i)).toList(); // signing them takes seconds
        issuer.hangs();
        int before = issuer.requests();
        long start = System.nanoTime();
        List<CompletableFuture<Answer>> refused = forged.stream()
                .map(token -> http().sendAsync(request("/fhir/Patient", token)))
                .toList();
        while (refused.stream().anyMatch(one -> !one.isDone())) {
            assertQuick("/actuator/health/readiness", "");
            assertQuick("/fhir/metadata", "");
            assertQuick("/fhir/Patient?_count=1", goodToken());
        }
        assertThat(refused).allSatisfy(one -> assertIssuerDown(one.join()));
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(seconds).isLessThan(EACH_ON_ITS_OWN / 2);
        assertThat(issuer.requests() - before).isLessThanOrEqualTo(1 + (int) seconds / 10);
        assertThat(log).doesNotContain("\tat ");
    }

    @Test
    @Order(4)
    void a_genuine_token_of_a_new_key_is_nobody_s_fault_and_counts_as_soon_as_it_can() {
        issuer.rotates();
        assertIssuerDown(http().get("/fhir/Patient", goodToken()));
        issuer.isWell();
        await().atMost(FETCHED_AGAIN)
                .until(() -> http().get("/fhir/Patient", goodToken()).status() == 200);
        Answer forged = http().get("/fhir/Patient", madeUp("kid"));
        assertThat(forged.status()).isEqualTo(401);
        assertThat(forged.header("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
    }

    private void useTheIssuer() {
        issuer.isWell();
        await().atMost(FETCHED_AGAIN)
                .until(() -> http().get("/actuator/health/readiness", "").status() == 200);
    }

    private void assertQuick(String path, String token) {
        long start = System.nanoTime();
        http().send(request(path, token)).expecting(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(path).isLessThan(A_SECOND_OR_TWO);
    }

    private static void assertIssuerDown(Answer answer) {
        assertThat(answer.status()).as(answer::body).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("issuer-down");
        assertThat(answer.issue().path("code").asText()).isEqualTo("transient");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 10);
    }

    private HttpRequest.Builder request(String path, String token) {
        return http().request(path, token).GET();
    }

    private String goodToken() {
        return issuer.token(Map.of("scope", "user/*.cruds"));
    }

    private String madeUp(String kid) {
        return LocalIssuer.signed(
                stranger, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), issuer.claims(Map.of()));
    }

    private Http http() {
        return server.http();
    }
}

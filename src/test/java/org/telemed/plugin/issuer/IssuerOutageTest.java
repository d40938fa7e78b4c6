package org.telemed.plugin.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.telemed.acceptance.MovingClock;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hosts.LocalIssuer;

/** What holds while the issuer is away, slow or somebody else. */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class IssuerOutageTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /** The limit of two seconds, and what a busy machine needs. */
    private static final Duration ABOUT_TWO_SECONDS = Duration.ofSeconds(4);

    private final MovingClock clock = new MovingClock();
    private final LocalIssuer issuer = new LocalIssuer(clock);
    private final RSAKey stranger = LocalIssuer.newKey("x");
    private final AccessTokenCheck check = checking(issuer.url());

    @AfterEach
    void close() {
        issuer.close();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                trouble("does not answer within 2 s", LocalIssuer::hangs),
                trouble("does not answer within 2 s", LocalIssuer::drips),
                trouble("with more than 128 KB", issuer -> issuer.answers("x".repeat(5_000_000))),
                trouble("no JSON, perhaps a page of HTML", issuer -> issuer.answers("<html>Welcome</html>")),
                trouble("HTTP status 404", issuer -> issuer.answers(404)),
                trouble("HTTP status 503", issuer -> issuer.answers(503)),
                trouble("HTTP status 302, and where it sends on to", issuer -> issuer.answers(302)),
                trouble(
                        "another issuer, 'https://evil.example.org/?forged'",
                        issuer -> issuer.saysOfItself("https://evil.example.org/\\nforged", issuer.keysUrl())),
                trouble(
                        "no https address of keys",
                        issuer -> issuer.saysOfItself(issuer.url(), "http://evil.example.org/keys")),
                trouble(
                        "no JSON Web Key Set",
                        issuer ->
                                issuer.saysOfItself(issuer.url(), issuer.url() + "/.well-known/openid-configuration")),
                trouble("cannot be connected to", LocalIssuer::close));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void whatever_is_wrong_with_it_nobody_can_tell_and_one_line_of_the_log_says_what(
            String words, Consumer<LocalIssuer> trouble, CapturedOutput log) {
        String token = issuer.token(Map.of());
        trouble.accept(issuer);
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            TelemedException refusal = refusalOf(token);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ABOUT_TWO_SECONDS);
            assertThat(refusal.reason()).isEqualTo(Reason.ISSUER_DOWN);
            assertThat(refusal.retryAfter().orElseThrow()).isLessThanOrEqualTo(TEN_SECONDS);
            assertThat(refusal.message()).doesNotContain("http", "evil");
        }
        await().untilAsserted(() -> assertThat(lines(log, issuer.root()))
                .singleElement()
                .asString()
                .contains(words, " WARN ", "telemed.security.issuer-uri"));
        assertThat(log).doesNotContain("Exception", "\tat ");
        assertThat(check.status().problem().orElseThrow()).contains(words);
    }

    @Test
    void an_address_that_nobody_has_is_named(CapturedOutput log) {
        AccessTokenCheck nowhere = checking("https://login.invalid/realms/clinic");
        nowhere.fetchKeysAhead();
        await().atMost(ABOUT_TWO_SECONDS)
                .untilAsserted(() -> assertThat(lines(log, "https://login.invalid/"))
                        .singleElement()
                        .asString()
                        .contains("https://login.invalid/realms/clinic/.well-known/openid-configuration"));
    }

    @Test
    void the_same_trouble_is_a_line_a_minute_and_another_one_at_once(CapturedOutput log) {
        issuer.answers(404);
        for (int i = 0; i < 12; i++) {
            refusalOf(issuer.token(Map.of()));
            clock.advance(TEN_SECONDS);
        }
        await().untilAsserted(() -> assertThat(lines(log, issuer.root())).hasSizeBetween(2, 3));
        int before = lines(log, issuer.root()).size();
        issuer.answers(500);
        refusalOf(issuer.token(Map.of()));
        await().untilAsserted(() -> assertThat(lines(log, issuer.root())).hasSize(before + 1));
        issuer.isWell();
        clock.advance(TEN_SECONDS);
        check.claims(issuer.token(Map.of()));
        await().untilAsserted(() -> assertThat(log).contains("answers again"));
    }

    @Test
    void what_is_wrong_in_any_case_is_said_all_the_same() {
        issuer.hangs();
        assertThat(refusalOf(issuer.token(Map.of("aud", "elsewhere"))).reason()).isEqualTo(Reason.LOGIN_REQUIRED);
        assertThat(refusalOf(issuer.token(Map.of("exp", clock.instant().minusSeconds(60))))
                        .reason())
                .isEqualTo(Reason.LOGIN_EXPIRED);
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void known_keys_count_for_as_long_as_it_takes() {
        check.claims(issuer.token(Map.of()));
        issuer.answers(503);
        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofHours(24));
            check.claims(issuer.token(Map.of()));
        }
    }

    @Test
    void known_keys_count_at_once_while_strangers_wait() throws Exception {
        check.claims(issuer.token(Map.of()));
        issuer.hangs();
        clock.advance(TEN_SECONDS);
        ExecutorService strangers = Executors.newFixedThreadPool(100);
        try {
            List<String> tokens =
                    IntStream.range(0, 100).mapToObj(i -> madeUp("kid-" + i)).toList();
            List<CompletableFuture<Duration>> waits = tokens.stream()
                    .map(token -> CompletableFuture.supplyAsync(() -> timeToRefuse(token), strangers))
                    .toList();
            await().until(() -> issuer.requests() == 3);
            long start = System.nanoTime();
            check.claims(issuer.token(Map.of()));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(waits.stream()
                            .map(CompletableFuture::join)
                            .filter(wait -> wait.compareTo(Duration.ofMillis(1500)) > 0))
                    .as("those who waited for the fetch")
                    .hasSizeBetween(1, 8);
        } finally {
            strangers.shutdownNow();
        }
        assertThat(issuer.requests())
                .as("two of the first fetch, one that hangs")
                .isEqualTo(3);
    }

    @Test
    void there_is_one_fetch_in_ten_seconds_whatever_it_comes_to() {
        issuer.answers(503);
        for (int fetches = 1; fetches < 4; fetches++) {
            for (int i = 0; i < 20; i++) {
                refusalOf(madeUp("kid-" + i));
            }
            assertThat(issuer.requests()).isEqualTo(fetches);
            clock.advance(TEN_SECONDS);
        }
    }

    @Test
    void a_new_key_while_it_is_away_is_nobody_s_fault() {
        check.claims(issuer.token(Map.of()));
        issuer.rotates();
        issuer.hangs();
        clock.advance(TEN_SECONDS);
        assertThat(refusalOf(issuer.token(Map.of())).reason()).isEqualTo(Reason.ISSUER_DOWN);
        await().until(() -> check.status().problem().isPresent());
        issuer.isWell();
        clock.advance(TEN_SECONDS);
        check.claims(issuer.token(Map.of()));
    }

    @Test
    void a_key_that_was_withdrawn_counts_no_more_once_newer_ones_were_fetched() {
        String old = issuer.token(Map.of("exp", clock.instant().plus(Duration.ofDays(2))));
        check.claims(old);
        issuer.rotates();
        clock.advance(Duration.ofMinutes(6));
        check.claims(old); // and the keys are fetched behind its back
        await().untilAsserted(() -> assertThat(refusalOf(old))
                .isNotNull()
                .extracting(TelemedException::reason)
                .isEqualTo(Reason.LOGIN_REQUIRED));
    }

    @Test
    void a_key_that_was_withdrawn_while_nobody_came_does_not_count_once_more() {
        String old = issuer.token(Map.of("exp", clock.instant().plus(Duration.ofDays(2))));
        check.claims(old);
        issuer.rotates();
        clock.advance(Duration.ofHours(1));
        assertThat(refusalOf(old).reason()).isEqualTo(Reason.LOGIN_REQUIRED);
    }

    @Test
    void a_known_key_for_another_algorithm_is_a_bad_token_and_no_reason_to_ask() {
        check.claims(issuer.token(Map.of()));
        issuer.hangs();
        clock.advance(TEN_SECONDS);
        String token = LocalIssuer.signed(
                stranger,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(issuer.key().getKeyID())
                        .build(),
                issuer.claims(Map.of()));
        String header = com.nimbusds.jose.util.Base64URL.encode(
                        "{\"alg\":\"ES256\",\"kid\":\"" + issuer.key().getKeyID() + "\"}")
                .toString();
        String elliptic = header + token.substring(token.indexOf('.'));
        assertThat(refusalOf(elliptic).reason()).isEqualTo(Reason.LOGIN_REQUIRED);
        assertThat(issuer.requests()).isEqualTo(2);
    }

    @Test
    void keys_are_fetched_ahead_without_waiting() {
        check.fetchKeysAhead();
        await().until(() -> check.status().keysKnown());
        issuer.hangs();
        check.claims(issuer.token(Map.of()));
        assertThat(check.status().problem()).isEmpty();
    }

    private Duration timeToRefuse(String token) {
        long start = System.nanoTime();
        assertThat(refusalOf(token).reason()).isEqualTo(Reason.ISSUER_DOWN);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private TelemedException refusalOf(String token) {
        return catchThrowableOfType(TelemedException.class, () -> check.claims(token));
    }

    private String madeUp(String kid) {
        return LocalIssuer.signed(
                stranger, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), issuer.claims(Map.of()));
    }

    private AccessTokenCheck checking(String url) {
        return new AccessTokenCheck(
                new TrustedIssuer(Optional.of(URI.create(url)), Optional.empty(), Set.of(LocalIssuer.AUDIENCE)), clock);
    }

    private static List<String> lines(CapturedOutput log, String address) {
        return log.getAll()
                .lines()
                .filter(line -> line.contains("cannot be used: " + address))
                .toList();
    }

    private static Arguments trouble(String words, Consumer<LocalIssuer> trouble) {
        return Arguments.of(words, trouble);
    }
}

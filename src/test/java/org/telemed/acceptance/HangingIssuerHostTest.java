package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.HostSettings;
import org.telemed.hosts.LocalIssuer;
import org.telemed.hosts.starter.StarterApplication;

/** A host in which the plugin checks access tokens itself, while their issuer hangs. */
@Tag("server")
class HangingIssuerHostTest {

    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(11);

    /** Two seconds, and what a busy machine needs. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private static final int STRANGERS = 200;

    private static HostServer host;
    private static String visit;
    private final RSAKey stranger = LocalIssuer.newKey("x");

    @BeforeAll
    static void start() {
        host = new HostServer(
                HostSettings.applicationOf(StarterApplication.class), FhirRelease.R4, HostServer::ownCheck);
        host.loadTestData();
        Caller adam = new Caller(host, host.tokenOf("adam"));
        visit = adam.createsRoomFor(aVisit().inProgress()
                        .withSubject("Patient/jane-doe")
                        .withParticipant("Practitioner/adam-careful"))
                .expecting(200)
                .json()
                .path("id")
                .asText();
        adam.asksForToken(visit).expecting(200);
    }

    @AfterAll
    static void stop() {
        host.close();
        host = null; // static, so it would stay in memory
    }

    enum Trouble {
        ACCEPTS_AND_NEVER_ANSWERS(LocalIssuer::hangs),
        SENDS_A_BYTE_NOW_AND_THEN(LocalIssuer::drips);

        private final Consumer<LocalIssuer> begin;

        Trouble(Consumer<LocalIssuer> begin) {
            this.begin = begin;
        }
    }

    @AfterEach
    void the_issuer_is_well() {
        host.issuer().isWell();
    }

    @ParameterizedTest
    @EnumSource
    void takes_nothing_from_those_whose_key_is_known(Trouble trouble) {
        host.clock().advance(BETWEEN_FETCHES); // another fetch may begin
        trouble.begin.accept(host.issuer());
        assertQuick(() -> assertIssuerDown(token(madeUp("another"))));
        List<CompletableFuture<Answer>> refused = IntStream.range(0, STRANGERS)
                .mapToObj(i -> host.http().sendAsync(with(madeUp("kid-" + i)).tokenFor(visit)))
                .toList();
        do {
            assertQuick(() -> token(host.tokenOf("adam")).expecting(200));
        } while (refused.stream().anyMatch(one -> !one.isDone()));
        assertThat(refused).allSatisfy(one -> assertIssuerDown(one.join()));
        Answer seeds = host.http().get("/v1/telemed/token?encounterId=" + visit, madeUp("kid"));
        assertThat(seeds.status()).as(seeds::body).isEqualTo(503);
        assertThat(seeds.json().has("code")).isFalse();
        assertThat(seeds.header("Retry-After")).isNotEmpty();
    }

    private static Answer token(String accessToken) {
        return with(accessToken).asksForToken(visit);
    }

    private static Caller with(String accessToken) {
        return new Caller(host, accessToken);
    }

    private static void assertQuick(Runnable request) {
        long start = System.nanoTime();
        request.run();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_WAIT);
    }

    private static void assertIssuerDown(Answer answer) {
        assertThat(answer.status()).as(answer::body).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("issuer-down");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 10);
    }

    private String madeUp(String kid) {
        return LocalIssuer.signed(
                stranger,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(),
                host.issuer().claims(Map.of()));
    }
}

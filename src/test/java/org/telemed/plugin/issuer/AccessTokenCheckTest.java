package org.telemed.plugin.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.MovingClock;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hosts.LocalIssuer;

class AccessTokenCheckTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final MovingClock clock = new MovingClock();
    private final LocalIssuer issuer = new LocalIssuer(clock);
    private final AccessTokenCheck check = new AccessTokenCheck(
            new TrustedIssuer(Optional.of(URI.create(issuer.url())), Optional.empty(), Set.of(LocalIssuer.AUDIENCE)),
            clock);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void a_good_token_s_claims_are_read() {
        assertThat(check.claims(issuer.token(Map.of("sub", "jane", "fhirUser", "Patient/jane"))))
                .containsEntry("sub", "jane")
                .containsEntry("fhirUser", "Patient/jane")
                .containsEntry("iss", issuer.url());
    }

    @Test
    void the_issuer_is_asked_at_the_first_token_and_not_at_each() {
        assertThat(issuer.downloads()).isZero();
        IntStream.range(0, 20).forEach(i -> check.claims(issuer.token(Map.of())));
        assertThat(issuer.downloads()).isOne();
    }

    @Test
    void the_keys_may_be_named_and_the_issuer_left_open() {
        AccessTokenCheck byKeys = checking(Optional.empty(), Optional.of(issuer.keysUrl()));
        assertThat(byKeys.claims(issuer.token(Map.of("iss", "https://anybody.example.org"))))
                .containsKey("sub");
    }

    @Test
    void where_both_are_named_both_count() {
        AccessTokenCheck byBoth = checking(Optional.of("https://login.example.org"), Optional.of(issuer.keysUrl()));
        byBoth.claims(issuer.token(Map.of("iss", "https://login.example.org")));
        assertThat(refusal(byBoth, issuer.token(Map.of()))).isEqualTo(Reason.LOGIN_REQUIRED);
    }

    @Test
    void a_token_for_several_audiences_is_for_us_too() {
        check.claims(issuer.token(Map.of("aud", List.of("account", LocalIssuer.AUDIENCE))));
    }

    @Test
    void a_token_for_others_is_refused() {
        assertRefused(issuer.token(Map.of("aud", "account")));
        assertRefused(issuer.token(Map.of("aud", List.of())));
        assertRefused(issuer.token(Collections.singletonMap("aud", null)));
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        assertRefused(issuer.token(Map.of("iss", issuer.url() + "/")));
        assertRefused(issuer.token(Collections.singletonMap("iss", null)));
    }

    @Test
    void a_token_about_nobody_is_refused() {
        assertRefused(issuer.token(Collections.singletonMap("sub", null)));
        assertRefused(issuer.token(Map.of("sub", " ")));
    }

    @Test
    void a_token_that_has_expired_is_told_so() {
        String token = issuer.token(Map.of());
        clock.advance(HOUR);
        assertThat(refusal(check, token)).isEqualTo(Reason.LOGIN_EXPIRED);
    }

    @Test
    void a_token_is_verified_once_and_expires_all_the_same() {
        String token = issuer.token(Map.of());
        VerifiedToken verified = check.verify(token);
        assertThat(check.verify(token)).isSameAs(verified);
        clock.advance(HOUR);
        assertThat(refusal(check, token)).isEqualTo(Reason.LOGIN_EXPIRED);
        clock.advance(HOUR.negated());
        assertThat(check.verify(token)).isSameAs(verified);
    }

    @Test
    void a_token_that_is_known_with_another_end_is_refused() {
        String token = issuer.token(Map.of());
        check.verify(token);
        assertRefused(token.substring(0, token.length() - 4) + "AAAA");
        String[] parts = token.split("\\.");
        assertRefused(parts[0] + "." + parts[1] + ".AAAA");
    }

    @Test
    void a_known_token_does_not_outlast_a_key_that_another_of_the_same_id_replaced() {
        String token = issuer.token(Map.of("exp", clock.instant().plus(HOUR)));
        check.verify(token);
        issuer.rotatesUnderSameId();
        clock.advance(Duration.ofMinutes(20));
        assertRefused(token);
    }

    @Test
    void clocks_may_be_half_a_minute_apart_and_no_more() {
        Instant now = clock.instant();
        check.claims(issuer.token(Map.of("exp", now.minusSeconds(20), "nbf", now.plusSeconds(20))));
        assertThat(refusal(check, issuer.token(Map.of("exp", now.minusSeconds(40)))))
                .isEqualTo(Reason.LOGIN_EXPIRED);
        assertRefused(issuer.token(Map.of("nbf", now.plusSeconds(60))));
    }

    @Test
    void a_token_for_ever_is_refused() {
        assertRefused(issuer.token(Collections.singletonMap("exp", null)));
    }

    @Test
    void a_token_without_signature_is_refused() {
        assertRefused(new PlainJWT(issuer.claims(Map.of())).serialize());
        String token = issuer.token(Map.of());
        assertRefused(token.substring(0, token.lastIndexOf('.') + 1));
    }

    @Test
    void a_token_that_is_signed_by_the_public_key_as_if_that_were_secret_is_refused() throws JOSEException {
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(issuer.key().getKeyID())
                        .build(),
                issuer.claims(Map.of()));
        forged.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));
        assertRefused(forged.serialize());
    }

    @Test
    void a_token_by_a_key_that_it_brings_itself_is_refused() {
        RSAKey own = LocalIssuer.newKey("own");
        assertRefused(LocalIssuer.signed(
                own,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("own")
                        .jwk(own.toPublicJWK())
                        .jwkURL(URI.create(issuer.keysUrl()))
                        .build(),
                issuer.claims(Map.of())));
    }

    @Test
    void a_token_by_another_key_of_the_same_name_is_refused() {
        assertRefused(LocalIssuer.signed(
                LocalIssuer.newKey(issuer.key().getKeyID()),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(issuer.key().getKeyID())
                        .build(),
                issuer.claims(Map.of())));
    }

    @Test
    void only_a_jwt_for_access_is_an_access_token() {
        check.claims(typed("at+jwt"));
        check.claims(typed("JWT"));
        assertRefused(typed("logout+jwt"));
        assertRefused(typed("dpop+jwt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "e30.e30.e30", "....", "{}", "eyJhbGciOiJSUzI1NiJ9.bm8.bm8"})
    void what_is_no_jwt_is_refused(String token) {
        assertRefused(token);
    }

    @Test
    void what_is_very_long_is_refused_unread() {
        char[] filling = new char[33_000];
        Arrays.fill(filling, 'x');
        assertRefused(issuer.token(Map.of("name", new String(filling))));
        assertThat(issuer.downloads()).isZero();
    }

    @Test
    void what_is_long_is_read() {
        char[] filling = new char[12_000];
        Arrays.fill(filling, 'x');
        check.claims(issuer.token(Map.of("name", new String(filling))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"exp\":1E100000000}", "{\"exp\":\"soon\"}", "{\"aud\":{}}", "{\"x\":", "[]", "\"x\""})
    void claims_that_are_none_are_refused_quickly(String claims) {
        Base64URL header = Base64URL.encode("{\"alg\":\"RS256\"}");
        assertRefused(header + "." + Base64URL.encode(claims) + ".bm8");
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void a_refusal_says_what_is_wrong_and_quotes_nothing() {
        assertThat(words(issuer.token(Map.of("aud", "elsewhere")))).contains("(claim aud)");
        assertThat(words(issuer.token(Map.of("iss", "https://elsewhere.example.org"))))
                .contains("(claim iss)");
        assertThat(words(issuer.token(Collections.singletonMap("sub", null)))).contains("(claim sub)");
        assertThat(words(issuer.token(Map.of("sub", " ")))).contains("(claim sub)");
        assertThat(words(issuer.token(Collections.singletonMap("exp", null)))).contains("(claim exp)");
        assertThat(words(issuer.token(Map.of("nbf", clock.instant().plus(HOUR)))))
                .contains("(claim nbf)");
        assertThat(words(typed("logout+jwt"))).contains("typ in its header");
        assertThat(words("e30.e30.e30")).contains("is no JWT");
        assertThat(words("opaque")).contains("is no JWT");
        assertThat(words(new PlainJWT(issuer.claims(Map.of())).serialize())).contains("not signed");
        assertThat(words(LocalIssuer.signed(
                        LocalIssuer.newKey(issuer.key().getKeyID()),
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(issuer.key().getKeyID())
                                .build(),
                        issuer.claims(Map.of()))))
                .contains("not signed by this server's issuer");
    }

    private String words(String token) {
        String words = catchThrowableOfType(TelemedException.class, () -> check.claims(token))
                .message();
        assertThat(words).doesNotContain("elsewhere", "somebody", "logout", "http", token);
        return words;
    }

    @Test
    void a_new_key_is_found_at_its_first_token() {
        check.claims(issuer.token(Map.of()));
        issuer.rotates();
        clock.advance(Duration.ofSeconds(10));
        check.claims(issuer.token(Map.of()));
        assertThat(issuer.downloads()).isEqualTo(2);
    }

    @Test
    void unknown_keys_do_not_flood_the_issuer() {
        check.claims(issuer.token(Map.of()));
        RSAKey stranger = LocalIssuer.newKey("x");
        for (int i = 0; i < 50; i++) {
            assertRefused(LocalIssuer.signed(
                    stranger,
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("kid-" + i).build(),
                    issuer.claims(Map.of())));
        }
        assertThat(issuer.downloads()).isOne();
    }

    @Test
    void while_the_issuer_was_never_reached_nobody_can_tell() {
        issuer.answers(503);
        for (int i = 0; i < 10; i++) {
            TelemedException refusal =
                    catchThrowableOfType(TelemedException.class, () -> check.claims(issuer.token(Map.of())));
            assertThat(refusal.reason()).isEqualTo(Reason.ISSUER_DOWN);
            assertThat(refusal.retryAfter()).isPresent();
            assertThat(refusal.message()).doesNotContain("http");
        }
        assertThat(issuer.downloads()).isZero(); // its metadata was asked for
    }

    @Test
    void an_outage_after_that_is_not_noticed() {
        check.claims(issuer.token(Map.of()));
        issuer.answers(503);
        check.claims(issuer.token(Map.of()));
    }

    @Test
    void metadata_of_another_issuer_is_not_believed() {
        issuer.saysOfItself("https://evil.example.org", issuer.keysUrl());
        assertThat(refusal(check, issuer.token(Map.of()))).isEqualTo(Reason.ISSUER_DOWN);
        assertThat(check.issuerMetadata()).isEmpty();
    }

    @Test
    void the_metadata_is_known_once_the_keys_are() {
        assertThat(check.issuerMetadata()).isEmpty();
        check.claims(issuer.token(Map.of()));
        assertThat(check.issuerMetadata().orElseThrow())
                .containsEntry("issuer", issuer.url())
                .containsEntry("jwks_uri", issuer.keysUrl());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example.org/keys", "file:///etc/passwd", "", "jar:file:/x!/y"})
    void metadata_that_leads_anywhere_is_not_followed(String keys) {
        issuer.saysOfItself(issuer.url(), keys);
        assertThat(refusal(check, issuer.token(Map.of()))).isEqualTo(Reason.ISSUER_DOWN);
        assertThat(check.issuerMetadata()).isEmpty();
    }

    @Test
    void a_redirect_is_not_followed() {
        issuer.saysOfItself(issuer.url(), issuer.detourUrl());
        assertThat(refusal(check, issuer.token(Map.of()))).isEqualTo(Reason.ISSUER_DOWN);
        assertThat(issuer.downloads()).isZero();
    }

    private AccessTokenCheck checking(Optional<String> iss, Optional<String> keys) {
        return new AccessTokenCheck(
                new TrustedIssuer(iss.map(URI::create), keys.map(URI::create), Set.of(LocalIssuer.AUDIENCE)), clock);
    }

    private String typed(String type) {
        return LocalIssuer.signed(
                issuer.key(),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(type))
                        .keyID(issuer.key().getKeyID())
                        .build(),
                issuer.claims(Map.of()));
    }

    private void assertRefused(String token) {
        assertThat(refusal(check, token)).isEqualTo(Reason.LOGIN_REQUIRED);
    }

    private static Reason refusal(AccessTokenCheck check, String token) {
        return catchThrowableOfType(TelemedException.class, () -> check.claims(token))
                .reason();
    }
}

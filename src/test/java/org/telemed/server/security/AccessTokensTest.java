package org.telemed.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class AccessTokensTest {

    private static final String ISSUER = "https://login.example.org";
    private static final String AUDIENCE = "https://telemed.example.org/fhir";

    private static RSAKey key;
    private static HttpServer keys;
    private static JwtDecoder decoder;

    @BeforeAll
    static void publishTheKeys() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("key").generate();
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/jwks", exchange -> {
            byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        keys.start();
        decoder = AccessTokens.decoder(ISSUER, jwks(), List.of(AUDIENCE, "other"));
    }

    @AfterAll
    static void stop() {
        keys.stop(0);
    }

    @Test
    void a_good_token_counts() throws JOSEException {
        assertThat(decoder.decode(signed(JWSAlgorithm.RS256, null, good())).getSubject())
                .isEqualTo("someone");
    }

    @Test
    void so_does_one_that_says_it_is_an_access_token_or_is_signed_another_good_way() throws JOSEException {
        assertThat(decoder.decode(signed(JWSAlgorithm.RS256, new JOSEObjectType("at+jwt"), good())))
                .isNotNull();
        assertThat(decoder.decode(signed(JWSAlgorithm.PS512, JOSEObjectType.JWT, good())))
                .isNotNull();
    }

    @Test
    void a_token_of_another_type_does_not() throws JOSEException {
        refused(signed(JWSAlgorithm.RS256, new JOSEObjectType("secevent+jwt"), good()));
    }

    @Test
    void a_token_signed_with_a_secret_or_not_at_all_does_not() throws JOSEException {
        byte[] publicKey = key.toRSAPublicKey().getEncoded();
        SignedJWT withSecret = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key").build(), good().build());
        withSecret.sign(new MACSigner(publicKey));
        refused(withSecret.serialize());
        refused(new PlainJWT(good().build()).serialize());
    }

    @Test
    void a_token_for_another_audience_or_for_none_does_not() throws JOSEException {
        refused(signed(JWSAlgorithm.RS256, null, good().audience("https://elsewhere.example.org")));
        refused(signed(JWSAlgorithm.RS256, null, good().audience((String) null)));
    }

    @Test
    void a_token_of_another_issuer_does_not() throws JOSEException {
        refused(signed(JWSAlgorithm.RS256, null, good().issuer("https://evil.example.org")));
    }

    @Test
    void time_is_kept_but_for_half_a_minute() throws JOSEException {
        assertThat(decoder.decode(signed(JWSAlgorithm.RS256, null, good().expirationTime(inSeconds(-10)))))
                .isNotNull();
        refused(signed(JWSAlgorithm.RS256, null, good().expirationTime(inSeconds(-45))));
        refused(signed(JWSAlgorithm.RS256, null, good().notBeforeTime(inSeconds(45))));
        refused(signed(JWSAlgorithm.RS256, null, good().expirationTime(null)));
    }

    @Test
    void an_issuer_that_is_down_is_no_fault_of_the_token() throws JOSEException {
        JwtDecoder unreachable = AccessTokens.decoder(null, "http://127.0.0.1:1/jwks", List.of(AUDIENCE));
        String token = signed(JWSAlgorithm.RS256, null, good());
        assertThatThrownBy(() -> unreachable.decode(token))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }

    private static void refused(String token) {
        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(BadJwtException.class);
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .subject("someone")
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .issueTime(inSeconds(-600))
                .expirationTime(inSeconds(60));
    }

    private static Date inSeconds(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String signed(JWSAlgorithm algorithm, JOSEObjectType type, JWTClaimsSet.Builder claims)
            throws JOSEException {
        JWSSigner signer = new RSASSASigner(key);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID("key").type(type).build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private static String jwks() {
        return "http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks";
    }
}

package org.telemed.hosts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID issuer on this machine: its metadata, its keys, and tokens with any claims. */
public final class LocalIssuer implements AutoCloseable {

    /** For whom its tokens are. */
    public static final String AUDIENCE = "https://host.example.org/fhir";

    private static final HttpHandler WELL = http -> {};
    private static final int DIFFERENT_KEYS = 8;
    private static final Map<Integer, RSAKey> KEY_PAIRS = new ConcurrentHashMap<>();

    private static final AtomicInteger GIVEN = new AtomicInteger();

    private final HttpServer server;
    private final AtomicInteger downloads = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Clock clock;
    private final TokenCache tokens = new TokenCache();
    private volatile RSAKey key = newKey("first");
    private volatile String metadata;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;
    private volatile HttpHandler trouble = WELL;

    /** @param clock says when its tokens are issued */
    public LocalIssuer(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        metadata = metadata(url(), keysUrl());
        server.createContext("/realms/clinic/.well-known/openid-configuration", http -> answer(http, metadata));
        server.createContext("/realms/clinic/keys", http -> {
            downloads.incrementAndGet();
            answer(http, new JWKSet(key.toPublicJWK()).toString());
        });
        server.createContext("/elsewhere", http -> {
            http.getResponseHeaders().set("Location", keysUrl());
            http.sendResponseHeaders(302, -1);
            http.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    /** A key that is none of the last seven. Few are generated, because each takes a third of a second. */
    public static RSAKey newKey(String id) {
        RSAKey pair = KEY_PAIRS.computeIfAbsent(GIVEN.getAndIncrement() % DIFFERENT_KEYS, LocalIssuer::generated);
        return new RSAKey.Builder(pair).keyID(id).build();
    }

    private static RSAKey generated(int number) {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A JWT of these parts. */
    public static String signed(RSAKey signer, JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(signer));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As its tokens say it. */
    public String url() {
        return at("/realms/clinic");
    }

    /** What all of its addresses begin with. */
    public String root() {
        return at("/");
    }

    public String keysUrl() {
        return at("/realms/clinic/keys");
    }

    /** Where it sends on to its keys. */
    public String detourUrl() {
        return at("/elsewhere");
    }

    public RSAKey key() {
        return key;
    }

    /** Signs with another key from now on. */
    public void rotates() {
        key = newKey("second");
    }

    /** Signs with another key from now on, which has the id of the one before. */
    public void rotatesUnderSameId() {
        key = newKey(key.getKeyID());
    }

    /** How often its keys were fetched. */
    public int downloads() {
        return downloads.get();
    }

    /** Answers nothing but that status from now on. */
    public void answers(int code) {
        status = code;
    }

    /** Answers again. */
    public void isWell() {
        trouble = WELL;
        status = 200;
    }

    /** Accepts connections and never answers from now on. */
    public void hangs() {
        trouble = http -> pause(Duration.ofMinutes(10));
    }

    /** Sends a byte now and then from now on, and never comes to an end. */
    public void drips() {
        trouble = http -> {
            http.sendResponseHeaders(200, 0);
            while (!Thread.currentThread().isInterrupted()) {
                http.getResponseBody().write(' ');
                http.getResponseBody().flush();
                pause(Duration.ofMillis(200));
            }
        };
    }

    /** Answers with this text from now on, whatever was asked for. */
    public void answers(String text) {
        trouble = http -> send(http, text);
    }

    /** How often anything was asked for. */
    public int requests() {
        return requests.get();
    }

    /** Says this about itself from now on. */
    public void saysOfItself(String issuer, String keys) {
        metadata = metadata(issuer, keys);
    }

    /** A token with these claims besides those that every token needs, or in their place; null leaves one out. */
    public String token(Map<String, Object> claims) {
        RSAKey signer = key;
        return tokens.get(
                signer,
                claims,
                clock.instant(),
                () -> signed(
                        signer,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(signer.getKeyID())
                                .build(),
                        claims(claims)));
    }

    /** The claims of such a token. */
    public JWTClaimsSet claims(Map<String, Object> claims) {
        JWTClaimsSet.Builder all = new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(AUDIENCE)
                .subject("somebody")
                .issueTime(Date.from(clock.instant().minusSeconds(60)))
                .expirationTime(Date.from(clock.instant().plusSeconds(300)));
        claims.forEach((name, value) -> all.claim(name, value instanceof Instant time ? Date.from(time) : value));
        return all.build();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String at(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private static String metadata(String issuer, String keys) {
        return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys);
    }

    private void answer(HttpExchange http, String json) throws IOException {
        requests.incrementAndGet();
        HttpHandler now = trouble;
        if (now == WELL) {
            send(http, json);
        } else {
            now.handle(http);
            http.close();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange http, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body);
        http.close();
    }
}

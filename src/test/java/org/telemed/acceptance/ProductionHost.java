package org.telemed.acceptance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.TwilioEmulator;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.LocalIssuer;
import org.telemed.hosts.TokenCache;
import org.telemed.server.RunningServer;

/**
 * The server without its demo: settings say where its database, its Twilio and its issuer of access tokens are. Here the
 * issuer is a key and the file that publishes it.
 */
final class ProductionHost implements Host, AutoCloseable {

    private final RSAKey key;
    private final TokenCache tokens = new TokenCache();
    private final HttpServer issuer;
    private final TwilioEmulator twilio = new TwilioEmulator(EmulatorSettings.onAnyPort());
    private final int port = FreePort.next();
    private final String[] database;
    private RunningServer server;

    /** @param database the settings that say where it is */
    ProductionHost(String... database) throws IOException, JOSEException {
        this.database = database.clone();
        key = new RSAKeyGenerator(2048).keyID("test").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
        twilio.start();
        server = started();
    }

    /** Stops the server and starts it again; what it knows then, it knows from its database. */
    void restart() {
        server.close();
        server = started();
    }

    /** Stores the people of the demo, as somebody would who may. */
    void loadTestData() throws IOException {
        new Caller(this, tokenOf("clinic"))
                .post("", Files.readString(Path.of("test-data/demo.json")))
                .expecting(200);
    }

    ApplicationContext context() {
        return server.context();
    }

    @Override
    public Http http() {
        return server.http();
    }

    @Override
    public FhirRelease release() {
        return FhirRelease.R4;
    }

    @Override
    public Emulator twilio() {
        return new Emulator(twilio.baseUrl());
    }

    @Override
    public String tokenOf(String client) {
        return tokenWith(DemoClients.claims(client, Map.of()));
    }

    @Override
    public String tokenOf(String client, String scope) {
        return tokenWith(DemoClients.claims(client, Map.of("scope", scope)));
    }

    @Override
    public String tokenWith(Map<String, Object> claims) {
        return tokens.get(key, claims, Instant.now(), () -> signed(claims));
    }

    private String signed(Map<String, Object> claims) {
        JWTClaimsSet.Builder all = new JWTClaimsSet.Builder()
                .issuer("https://issuer.example")
                .audience(List.of(http().root() + "/fhir"))
                .subject("somebody")
                .claim("scope", "user/*.cruds")
                .issueTime(Date.from(Instant.now().minusSeconds(60)))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        claims.forEach((name, value) -> all.claim(name, value instanceof Instant time ? Date.from(time) : value));
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        return LocalIssuer.signed(key, header, all.build());
    }

    @Override
    public void close() {
        server.close();
        twilio.close();
        issuer.stop(0);
    }

    private RunningServer started() {
        EmulatorSettings account = EmulatorSettings.onAnyPort();
        String[] settings = {
            "telemed.public-url=http://localhost:" + port,
            "telemed.twilio.base-url=" + twilio.baseUrl(),
            "telemed.twilio.account-sid=" + account.accountSid(),
            "telemed.twilio.api-key-sid=" + account.apiKeySid(),
            "telemed.twilio.api-key-secret=" + account.apiKeySecret(),
            "telemed.twilio.auth-token=" + account.authToken(),
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://localhost:"
                    + issuer.getAddress().getPort() + "/keys",
            "spring.security.oauth2.resourceserver.jwt.audiences=http://localhost:" + port + "/fhir"
        };
        String[] all = Stream.of(settings, database).flatMap(Arrays::stream).toArray(String[]::new);
        return RunningServer.withSettings(port, all);
    }
}

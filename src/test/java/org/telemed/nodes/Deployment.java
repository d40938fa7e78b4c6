package org.telemed.nodes;

import static org.telemed.acceptance.TestIssuer.AUDIENCE;
import static org.telemed.acceptance.TestIssuer.ISSUER;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.telemed.acceptance.Emulator;
import org.telemed.acceptance.Host;
import org.telemed.acceptance.Http;
import org.telemed.acceptance.TestIssuer;
import org.telemed.fhir.FhirRelease;

/** Nodes with the same settings on one database, behind one public URL. */
final class Deployment implements Host, AutoCloseable {
    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
    private static final Map<String, Map<String, Object>> CLIENTS = Map.of(
            "adam", Map.of("sub", "adam", "fhirUser", "Practitioner/adam-careful", "scope", "user/*.cruds"),
            "jane", Map.of("sub", "jane", "fhirUser", "Patient/jane-doe", "scope", "patient/*.rs"),
            "tablet", Map.of("sub", "tablet", "fhirUser", "Device/home-tablet", "scope", "user/Encounter.rs"),
            "clinic", Map.of("sub", "clinic", "scope", "system/*.cruds"));

    private final LoadBalancer balancer = new LoadBalancer();
    private final Http http = new Http(balancer.url());
    private final TestIssuer issuer;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final String twilioUrl;
    private final List<ServerNode> nodes = new ArrayList<>();

    /**
     * One without nodes yet.
     *
     * @param database its JDBC URL
     */
    Deployment(String database, String twilioUrl, TestIssuer issuer) {
        this.twilioUrl = twilioUrl;
        this.issuer = issuer;
        settings.put("spring.datasource.url", database);
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.datasource.password", "postgres");
        settings.put("telemed.public-url", balancer.url());
        settings.put("telemed.twilio.base-url", twilioUrl);
        settings.put("telemed.twilio.account-sid", "AC" + "0".repeat(32));
        settings.put("telemed.twilio.api-key-sid", "SK" + "0".repeat(32));
        settings.put("telemed.twilio.api-key-secret", "demo-api-key-secret-demo-api-key-secret");
        settings.put("telemed.twilio.auth-token", "demo-auth-token");
        settings.put("telemed.twilio.rate-share", "10");
        settings.put("telemed.limits.requests-per-minute", "100000");
        settings.put("telemed.twilio.time-limit", "60s");
        settings.put("telemed.sweep.enabled", "false");
        settings.put("management.endpoints.web.exposure.include", "health,telemedsweep");
        settings.put(JWT + "issuer-uri", ISSUER);
        settings.put(JWT + "jwk-set-uri", issuer.keysUrl());
        settings.put(JWT + "audiences", AUDIENCE);
    }

    /** Starts a node more, and does not wait. */
    ServerNode starts(Path directory) {
        ServerNode node = new ServerNode(this, directory);
        nodes.add(node);
        balancer.leadsTo(roots(nodes));
        return node;
    }

    Map<String, String> settings() {
        return settings;
    }

    /** From now on Twilio reaches this node alone, and from the next call of this without nodes all again. */
    void callbacksArriveAt(ServerNode... alone) {
        balancer.sendsCallbacksTo(roots(alone.length == 0 ? nodes : List.of(alone)));
    }

    private static List<String> roots(List<ServerNode> nodes) {
        return nodes.stream().map(node -> node.http().root()).toList();
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
        return new Emulator(twilioUrl);
    }

    @Override
    public String tokenOf(String client) {
        return issuer.token(CLIENTS.get(client));
    }

    @Override
    public String tokenOf(String client, String scope) {
        Map<String, Object> claims = new LinkedHashMap<>(CLIENTS.get(client));
        claims.put("scope", scope);
        return issuer.token(claims);
    }

    @Override
    public String tokenWith(Map<String, Object> claims) {
        return issuer.token(claims);
    }

    @Override
    public void close() {
        nodes.forEach(ServerNode::close);
        balancer.close();
    }
}

package org.telemed.acceptance;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.TokenCache;
import org.telemed.server.DemoTokens;
import org.telemed.server.RunningServer;

/** The demo, with a hand on its issuer's key. */
public final class DemoHost implements Host {

    private final ApplicationContext context;

    private final Http http;
    private final DemoTokens tokens;
    private final TokenCache signed = new TokenCache();

    public DemoHost(ApplicationContext context, Http http, DemoTokens tokens) {
        this.context = context;
        this.http = http;
        this.tokens = tokens;
    }

    public static DemoHost of(RunningServer server) {
        return new DemoHost(server.context(), server.http(), new DemoTokens(server.http()));
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public FhirRelease release() {
        return FhirRelease.valueOf(context.getEnvironment().getProperty("telemed.fhir-version", "R4"));
    }

    @Override
    public Emulator twilio() {
        return new Emulator(context.getEnvironment().getRequiredProperty("telemed.twilio.base-url"));
    }

    @Override
    public String tokenOf(String client) {
        return tokens.of(client);
    }

    @Override
    public String tokenOf(String client, String scope) {
        return tokens.of(client, scope);
    }

    @Override
    public String tokenWith(Map<String, Object> claims) {
        return signed.get("demo", claims, Instant.now(), () -> signed(claims));
    }

    @SuppressWarnings("unchecked")
    private String signed(Map<String, Object> claims) {
        JWKSource<SecurityContext> keys = context.getBean(JWKSource.class);
        JwtClaimsSet.Builder all = JwtClaimsSet.builder()
                .issuer(http().root())
                .audience(List.of(http().root() + "/fhir"))
                .subject("somebody")
                .claim("scope", List.of("user/*.cruds"))
                .issuedAt(Instant.now().minusSeconds(60))
                .expiresAt(Instant.now().plusSeconds(300));
        claims.forEach(all::claim);
        return new NimbusJwtEncoder(keys)
                .encode(JwtEncoderParameters.from(all.build()))
                .getTokenValue();
    }
}

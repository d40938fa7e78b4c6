package org.telemed.faults;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Emulator;
import org.telemed.acceptance.FreePort;
import org.telemed.acceptance.Host;
import org.telemed.acceptance.Http;
import org.telemed.acceptance.MovingClock;
import org.telemed.fhir.FhirRelease;
import org.telemed.server.ServerApplication;

/** A server of its own, whose time, database, Twilio and very life are in the hands of a test. Sweeps are run by hand. */
@SpringBootTest(classes = ServerApplication.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@ActiveProfiles("demo")
@ContextConfiguration(initializers = FaultServer.InTheHandsOfATest.class)
abstract class FaultServer implements Acceptance, Host {
    static final int PORT = FreePort.next();
    static final Http HTTP = new Http("http://localhost:" + PORT);

    private static final Map<Map<String, Object>, String> ACCESS_TOKENS = new ConcurrentHashMap<>();

    @Autowired
    ApplicationContext context;

    final StorageFaults storage = new StorageFaults();

    @BeforeEach
    void the_database_may_fail() {
        context.getBean(IInterceptorService.class).registerInterceptor(storage);
    }

    /** A story comes to its end by itself, the circuit included. */
    @Override
    @AfterEach
    public void twilio_is_well_again() {
        twilio().isWell();
    }

    @AfterEach
    void the_database_is_well_again() {
        context.getBean(IInterceptorService.class).unregisterInterceptor(storage);
    }

    @Override
    public Host host() {
        return this;
    }

    @Override
    public Http http() {
        return HTTP;
    }

    @Override
    public FhirRelease release() {
        return FhirRelease.R4;
    }

    @Override
    public Emulator twilio() {
        return new Emulator(context.getEnvironment().getRequiredProperty("telemed.twilio.base-url"));
    }

    @Override
    public String tokenOf(String client) {
        throw new UnsupportedOperationException("the stories have people of their own");
    }

    @Override
    public String tokenOf(String client, String scope) {
        return tokenOf(client);
    }

    @Override
    public String tokenWith(Map<String, Object> claims) {
        return ACCESS_TOKENS.computeIfAbsent(claims, this::signed);
    }

    @SuppressWarnings("unchecked")
    private String signed(Map<String, Object> claims) {
        JWKSource<SecurityContext> keys = context.getBean(JWKSource.class);
        JwtClaimsSet.Builder all = JwtClaimsSet.builder()
                .issuer(http().root())
                .audience(List.of(http().root() + "/fhir"))
                .issuedAt(Instant.now().minusSeconds(60))
                .expiresAt(Instant.now().plusSeconds(7200));
        claims.forEach(all::claim);
        return new NimbusJwtEncoder(keys)
                .encode(JwtEncoderParameters.from(all.build()))
                .getTokenValue();
    }

    static final class InTheHandsOfATest implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "server.port=" + PORT,
                            "telemed.emulator.port=" + FreePort.next(),
                            "spring.datasource.url=jdbc:h2:mem:faults;DB_CLOSE_DELAY=-1",
                            "telemed.sweep.enabled=false",
                            "telemed.twilio.rate-share=100",
                            "telemed.limits.requests-per-minute=100000",
                            "logging.level.org.telemed=error")
                    .applyTo(context);
            context.getBeanFactory().registerSingleton("telemedClock", new MovingClock());
            Node.restartable(context);
        }
    }
}

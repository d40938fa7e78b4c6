package org.telemed.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.telemed.core.video.VideoVendor;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.TwilioEmulator;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.LocalIssuer;

/** Somebody else's server with the plugin in it, settings about telemedicine, and an issuer of access tokens beside it. */
class HostServer implements Host, AutoCloseable {

    private final MovingClock clock = new MovingClock();
    private final LocalIssuer issuer = new LocalIssuer(clock);
    private final Optional<TwilioEmulator> twilio;
    private final int port = FreePort.next();
    private final Http http = new Http("http://localhost:" + port);
    private final FhirRelease release;
    private final ConfigurableApplicationContext context;

    /** @param settings what else it is set to, with that issuer */
    HostServer(SpringApplication host, FhirRelease release, Function<LocalIssuer, Stream<String>> settings) {
        this(host, release, settings, Optional.of(new TwilioEmulator(EmulatorSettings.onAnyPort())));
    }

    /** With a video vendor that the host brings along, and without any setting of Twilio's. */
    HostServer(
            SpringApplication host,
            FhirRelease release,
            Function<LocalIssuer, Stream<String>> settings,
            VideoVendor own) {
        this(
                withBean(host, own),
                release,
                issuer -> Stream.concat(settings.apply(issuer), Stream.of("telemed.vendor=" + own.name())),
                Optional.empty());
    }

    private HostServer(
            SpringApplication host,
            FhirRelease release,
            Function<LocalIssuer, Stream<String>> settings,
            Optional<TwilioEmulator> twilio) {
        this.release = release;
        this.twilio = twilio;
        twilio.ifPresent(TwilioEmulator::start);
        host.addInitializers((ConfigurableApplicationContext made) -> {
            TestPropertyValues.of(telemed())
                    .and(twilio.map(HostServer::account).orElse(new String[0]))
                    .and(settings.apply(issuer).toArray(String[]::new))
                    .applyTo(made);
            made.getBeanFactory().registerSingleton("telemedClock", clock);
        });
        context = host.run();
    }

    private static SpringApplication withBean(SpringApplication host, VideoVendor own) {
        host.addInitializers((ConfigurableApplicationContext made) ->
                made.getBeanFactory().registerSingleton("ownVideoVendor", own));
        return host;
    }

    /** The issuer that the plugin is told of in a host that has nobody else to ask. */
    static Stream<String> ownCheck(LocalIssuer issuer) {
        return Stream.of(
                "telemed.security.issuer-uri=" + issuer.url(), "telemed.security.audience=" + LocalIssuer.AUDIENCE);
    }

    /** Stores the people of the demo, as somebody would who may. */
    void loadTestData() {
        Path bundle = Path.of(release.isR5() ? "test-data/r5/demo.json" : "test-data/demo.json");
        try {
            new Caller(this, tokenOf("clinic"))
                    .post("", Files.readString(bundle))
                    .expecting(200);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    LocalIssuer issuer() {
        return issuer;
    }

    MovingClock clock() {
        return clock;
    }

    ApplicationContext context() {
        return context;
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public FhirRelease release() {
        return release;
    }

    @Override
    public Emulator twilio() {
        return new Emulator(twilio.orElseThrow().baseUrl());
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
        return issuer.token(claims);
    }

    @Override
    public void close() {
        context.close();
        twilio.ifPresent(TwilioEmulator::close);
        issuer.close();
    }

    private String[] telemed() {
        return new String[] {
            "server.port=" + port,
            "spring.datasource.url=jdbc:h2:mem:host" + port + ";DB_CLOSE_DELAY=10",
            "spring.datasource.hikari.maximum-pool-size=5",
            "host.base=" + http.root() + "/fhir",
            "hapi.fhir.local_base_urls=" + http.root() + "/fhir",
            "telemed.public-url=" + http.root(),
            "telemed.zapehr-api.enabled=true",
            "telemed.guests.enabled=true"
        };
    }

    private static String[] account(TwilioEmulator twilio) {
        EmulatorSettings account = EmulatorSettings.onAnyPort();
        return new String[] {
            "telemed.twilio.base-url=" + twilio.baseUrl(),
            "telemed.guests.sms.from=+15005550006",
            "telemed.guests.sms.base-url=" + twilio.baseUrl(),
            "telemed.twilio.account-sid=" + account.accountSid(),
            "telemed.twilio.api-key-sid=" + account.apiKeySid(),
            "telemed.twilio.api-key-secret=" + account.apiKeySecret(),
            "telemed.twilio.auth-token=" + account.authToken(),
            "telemed.twilio.time-limit=10s",
            "telemed.twilio.rate-share=100",
            "telemed.limits.requests-per-minute=100000"
        };
    }
}

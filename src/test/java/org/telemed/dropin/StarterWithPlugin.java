package org.telemed.dropin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.telemed.acceptance.Emulator;
import org.telemed.acceptance.FreePort;
import org.telemed.acceptance.Host;
import org.telemed.acceptance.Http;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.TwilioEmulator;
import org.telemed.fhir.FhirRelease;
import org.telemed.hosts.LocalIssuer;

/**
 * The host that is shaped like HAPI's starter, out of its war, with the plugin jar dropped in and telemedicine set up by
 * environment variables alone. It has no login of its own. Twilio and the issuer of access tokens run here, it runs elsewhere.
 */
final class StarterWithPlugin implements Host, AutoCloseable {

    private static final Map<String, Map<String, Object>> CLIENTS = Map.of(
            "adam", Map.of("fhirUser", "Practitioner/adam-careful"),
            "jane", Map.of("fhirUser", "Patient/jane-doe"),
            "tablet", Map.of("fhirUser", "Device/home-tablet"),
            "guardian", Map.of("fhirUser", "RelatedPerson/john-doe"),
            "eve", Map.of("fhirUser", "Practitioner/eve-outsider"),
            "clinic", Map.of());

    private final LocalIssuer issuer = new LocalIssuer(Clock.systemUTC());
    private final TwilioEmulator twilio = new TwilioEmulator(EmulatorSettings.onAnyPort());
    private final WarHost host;

    /** @param directory where the war is made and runs */
    StarterWithPlugin(Path directory) throws IOException {
        twilio.start();
        int port = FreePort.next();
        host = WarHost.started(directory, HostLibraries.AS_IN_THE_STARTER, port, settings("http://localhost:" + port));
        http().send("POST", "/fhir", "", Files.readString(Path.of("test-data/demo.json")))
                .expecting(200);
    }

    private Map<String, String> settings(String publicUrl) {
        EmulatorSettings account = EmulatorSettings.onAnyPort();
        return Map.ofEntries(
                Map.entry("TELEMED_PUBLIC_URL", publicUrl),
                Map.entry("TELEMED_TWILIO_BASE_URL", twilio.baseUrl()),
                Map.entry("TELEMED_TWILIO_ACCOUNT_SID", account.accountSid()),
                Map.entry("TELEMED_TWILIO_API_KEY_SID", account.apiKeySid()),
                Map.entry("TELEMED_TWILIO_API_KEY_SECRET", account.apiKeySecret()),
                Map.entry("TELEMED_TWILIO_AUTH_TOKEN", account.authToken()),
                Map.entry("TELEMED_TWILIO_TIME_LIMIT", "10s"),
                Map.entry("TELEMED_SECURITY_ISSUER_URI", issuer.url()),
                Map.entry("TELEMED_SECURITY_AUDIENCE", LocalIssuer.AUDIENCE),
                Map.entry("TELEMED_SWEEP_INTERVAL", "5s"),
                Map.entry("TELEMED_ZAPEHR_API_ENABLED", "true"),
                Map.entry("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "health,telemedsweep"),
                Map.entry("LOGGING_LEVEL_ORG_TELEMED", "DEBUG"));
    }

    /** All that the host has logged, which is all that the plugin has to say. */
    String output() {
        return host.output();
    }

    @Override
    public Http http() {
        return host.http();
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
        Map<String, Object> claims = new HashMap<>(CLIENTS.get(client));
        claims.put("sub", client);
        return tokenWith(claims);
    }

    /** {@inheritDoc} Here nobody looks at scopes. */
    @Override
    public String tokenOf(String client, String scope) {
        return tokenOf(client);
    }

    @Override
    public String tokenWith(Map<String, Object> claims) {
        return issuer.token(claims);
    }

    @Override
    public void close() {
        host.close();
        twilio.close();
        issuer.close();
    }
}

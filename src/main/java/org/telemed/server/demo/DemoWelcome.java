package org.telemed.server.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.telemed.plugin.TelemedProperties;

/** Says where the demo listens and how to do the main job by hand. */
final class DemoWelcome {

    private static final Logger log = LoggerFactory.getLogger(DemoWelcome.class);

    private final TelemedProperties server;
    private final String emulator;

    DemoWelcome(TelemedProperties server, String emulator) {
        this.server = server;
        this.emulator = emulator;
    }

    @EventListener(ApplicationReadyEvent.class)
    void sayHello() {
        log.info("{}", message());
    }

    String message() {
        return """

                The demo is up: FHIR at %2$s, access tokens at %1$s/oauth2/token,
                the Twilio emulator at %3$s. Stop it with Ctrl-C.

                To paste into another terminal:

                1. An access token for adam, the practitioner
                TOKEN=$(curl -s -u adam:adam -d grant_type=client_credentials %1$s/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

                2. A room for a new visit of jane's with adam
                ENCOUNTER=$(curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/fhir+json' -d '{"resourceType":"Encounter","status":"in-progress","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"VR"},"subject":{"reference":"Patient/jane-doe"},"participant":[{"individual":{"reference":"Practitioner/adam-careful"}}]}' '%2$s/Encounter/$create-telemed-room') && echo "$ENCOUNTER"

                3. adam's token for that room
                curl -s -X POST -H "Authorization: Bearer $TOKEN" "%2$s/Encounter/$(echo "$ENCOUNTER" | sed 's/[^{]*{"resourceType":"Encounter","id":"\\([^"]*\\)".*/\\1/')/\\$telemed-token"
                """.formatted(server.publicBase(), server.fhirBase(), emulator);
    }
}

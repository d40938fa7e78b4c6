package org.telemed.server.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.telemed.plugin.settings.TelemedProperties;

/** Logs the version, where the server listens, and its FHIR base. */
final class StartedMessage {
    private static final Logger LOG = LoggerFactory.getLogger(StartedMessage.class);

    private final TelemedProperties settings;
    private final String version;

    StartedMessage(TelemedProperties settings, String version) {
        this.settings = settings;
        this.version = version;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext server) {
            LOG.info(
                    "Telemed for HAPI FHIR {} is up: it listens on port {}, and its FHIR base is {}",
                    version,
                    server.getWebServer().getPort(),
                    settings.fhirBase());
        }
    }
}

package org.telemed.server.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.telemed.plugin.TelemedProperties;

/** Says where the server listens, and as what it is known outside. */
final class StartedMessage {
    private static final Logger LOG = LoggerFactory.getLogger(StartedMessage.class);

    private final TelemedProperties settings;

    StartedMessage(TelemedProperties settings) {
        this.settings = settings;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext server) {
            LOG.info(
                    "The server is up: it listens on port {}, and is known as {}",
                    server.getWebServer().getPort(),
                    settings.fhirBase());
        }
    }
}

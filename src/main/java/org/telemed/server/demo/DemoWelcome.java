package org.telemed.server.demo;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.telemed.plugin.settings.TelemedProperties;

/** Logs the demo's URLs and the commands of its main flow. */
final class DemoWelcome {

    private static final Logger log = LoggerFactory.getLogger(DemoWelcome.class);

    private final TelemedProperties server;
    private final String emulator;
    private final DemoConsole console;
    private final DemoCommands commands;

    DemoWelcome(TelemedProperties server, String emulator, DemoConsole console, DemoCommands commands) {
        this.server = server;
        this.emulator = emulator;
        this.console = console;
        this.commands = commands;
    }

    /** After {@link DemoRooms}. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(1)
    void sayHello() {
        log.info("{}", message());
    }

    String message() {
        StringBuilder message =
                new StringBuilder("""

                The demo is up: open %1$s/ in a browser. %4$s
                FHIR is at %2$s, access tokens at %1$s/oauth2/token,
                the Twilio emulator at %3$s. Stop it with Ctrl-C.

                To paste into another terminal:
                """.formatted(server.publicBase(), server.fhirBase(), emulator, console.text()));
        int number = 1;
        for (Map.Entry<String, String> command : commands.inOrder().entrySet()) {
            message.append("\n%d. %s\n%s\n".formatted(number++, command.getKey(), command.getValue()));
        }
        return message.toString();
    }
}

package org.telemed.server.demo;

import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.PortInUseException;
import org.telemed.emulator.TwilioEmulator;
import org.telemed.server.start.StartCheck.Problem;
import org.telemed.server.start.StartRefusedException;

/** The demo's Twilio: it runs as long as the server does. */
final class DemoEmulator implements DisposableBean {
    private static final String PORT = "telemed.emulator.port";

    private final TwilioEmulator emulator;

    /** Listens on that port from now on. */
    DemoEmulator(int port) {
        try {
            this.emulator = new TwilioEmulator(EmulatorSettings.onPort(port));
            emulator.start();
        } catch (PortInUseException taken) {
            throw new StartRefusedException(List.of(new Problem(
                    PORT,
                    "Port " + port + " is in use by another program, so the demo's Twilio cannot listen there."
                            + " Stop that program, or move the demo's Twilio with the setting " + PORT + ".",
                    PORT + "=8091")));
        }
    }

    @Override
    public void destroy() {
        emulator.close();
    }
}

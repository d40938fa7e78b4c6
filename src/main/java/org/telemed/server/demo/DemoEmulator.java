package org.telemed.server.demo;

import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.PortInUseException;
import org.telemed.emulator.TwilioEmulator;
import org.telemed.server.start.StartCheck.Problem;
import org.telemed.server.start.StartRefusedException;

/** Runs the Twilio emulator of the demo, in the server's process. */
final class DemoEmulator implements DisposableBean {

    static final String PORT = "telemed.emulator.port";

    private final TwilioEmulator emulator;

    /** Takes the port at once, so that a busy one is known before the long part of the start. */
    DemoEmulator(@Value("${" + PORT + "}") int port) {
        emulator = on(port);
        emulator.start();
    }

    String baseUrl() {
        return emulator.baseUrl();
    }

    @Override
    public void destroy() {
        emulator.close();
    }

    private static TwilioEmulator on(int port) {
        try {
            return new TwilioEmulator(EmulatorSettings.onPort(port));
        } catch (PortInUseException busy) {
            throw new StartRefusedException(List.of(new Problem(
                    PORT,
                    "Port " + port + " is in use by another program, so the Twilio emulator cannot listen there."
                            + " The setting " + PORT + " moves it.",
                    PORT + "=8091")));
        }
    }
}

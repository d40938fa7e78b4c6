package org.telemed.server.demo;

import org.springframework.beans.factory.DisposableBean;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.TwilioEmulator;

/** The demo's Twilio: it runs as long as the server does. */
final class DemoEmulator implements DisposableBean {
    private final TwilioEmulator emulator;

    /** @throws org.telemed.emulator.PortInUseException if another program listens on that port */
    DemoEmulator(int port) {
        this.emulator = new TwilioEmulator(EmulatorSettings.onPort(port));
        emulator.start();
    }

    @Override
    public void destroy() {
        emulator.close();
    }
}

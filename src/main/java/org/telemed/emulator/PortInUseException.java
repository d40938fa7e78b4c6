package org.telemed.emulator;

/** The emulator cannot listen because somebody else does. */
public final class PortInUseException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final int port;

    PortInUseException(int port, Throwable cause) {
        super(
                "The Twilio emulator cannot listen on port " + port
                        + ": another program does. Stop that program, or give the emulator another port.",
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}

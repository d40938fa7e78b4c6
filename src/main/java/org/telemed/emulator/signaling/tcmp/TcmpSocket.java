package org.telemed.emulator.signaling.tcmp;

/** The WebSocket below a connection; none of its methods waits. */
interface TcmpSocket {

    /** Sends a text frame after those before it. */
    void send(String text);

    /** Closes it once everything is sent. */
    void close(int code, String reason);

    /** Resets the TCP connection, without a close frame. */
    void cut();
}

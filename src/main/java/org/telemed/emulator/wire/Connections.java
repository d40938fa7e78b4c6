package org.telemed.emulator.wire;

/** The connections that are open now. */
@FunctionalInterface
public interface Connections {

    /** Resets the TCP connection from that address and port: the other side sees RST, no byte of an answer. */
    void reset(String remoteAddress, int remotePort);
}

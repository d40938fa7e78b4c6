package org.telemed.emulator.signaling.tcmp;

import com.fasterxml.jackson.databind.JsonNode;

/** Receives what TCMP carries; called on the event loop. */
public interface TcmpListener {

    /** A {@code msg} came, or a {@code hello} with a body. */
    void received(TcmpConnection connection, JsonNode body);

    /**
     * The connection is over; called once.
     *
     * @param bye whether the client said so, as against a lost connection
     */
    void closed(TcmpConnection connection, boolean bye);
}

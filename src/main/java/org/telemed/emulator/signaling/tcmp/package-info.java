/** TCMP, the protocol below Twilio's signaling: hello, welcome, heartbeats and messages over a WebSocket. */
@NullMarked
package org.telemed.emulator.signaling.tcmp;

import org.jspecify.annotations.NullMarked;

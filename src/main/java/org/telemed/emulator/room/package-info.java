/** Rooms and participants in memory, with Twilio's timeouts. */
@NullMarked
package org.telemed.emulator.room;

import org.jspecify.annotations.NullMarked;

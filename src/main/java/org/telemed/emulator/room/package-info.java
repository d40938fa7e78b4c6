/** Rooms and participants, with the life span that Twilio gives them. */
@NullMarked
package org.telemed.emulator.room;

import org.jspecify.annotations.NullMarked;

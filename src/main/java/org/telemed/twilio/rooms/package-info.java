/** Rooms and participants by Twilio's REST API. */
@NullMarked
package org.telemed.twilio.rooms;

import org.jspecify.annotations.NullMarked;

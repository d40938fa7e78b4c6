/** Rooms and participants through Twilio's REST API. */
@NullMarked
package org.telemed.twilio.rooms;

import org.jspecify.annotations.NullMarked;

/** A local Twilio Video that knows the wire and none of our other classes. */
@NullMarked
package org.telemed.emulator;

import org.jspecify.annotations.NullMarked;

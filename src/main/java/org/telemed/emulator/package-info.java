/** A local Twilio Video; depends on none of our other packages. */
@NullMarked
package org.telemed.emulator;

import org.jspecify.annotations.NullMarked;

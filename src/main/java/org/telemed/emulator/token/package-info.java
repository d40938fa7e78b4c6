/** Judges access tokens as Twilio does, for whoever lets somebody join. */
@NullMarked
package org.telemed.emulator.token;

import org.jspecify.annotations.NullMarked;

/** Twilio's status callbacks and their signatures. */
@NullMarked
package org.telemed.twilio.callback;

import org.jspecify.annotations.NullMarked;

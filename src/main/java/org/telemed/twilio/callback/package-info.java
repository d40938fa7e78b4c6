/** Checks the signatures of Twilio's status callbacks, and reads them. */
@NullMarked
package org.telemed.twilio.callback;

import org.jspecify.annotations.NullMarked;

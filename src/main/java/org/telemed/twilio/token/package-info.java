/** Signs Twilio's access tokens. */
@NullMarked
package org.telemed.twilio.token;

import org.jspecify.annotations.NullMarked;

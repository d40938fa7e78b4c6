/** Sends invitations as text messages by Twilio's Messaging API. */
@NullMarked
package org.telemed.twilio.message;

import org.jspecify.annotations.NullMarked;

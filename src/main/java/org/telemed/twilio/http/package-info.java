/** The HTTP client below Twilio's SDK: the account, time limits, and what Twilio's errors mean. */
@NullMarked
package org.telemed.twilio.http;

import org.jspecify.annotations.NullMarked;

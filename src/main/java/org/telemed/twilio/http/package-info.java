/** The HTTP client for Twilio's SDK: account, time limits and errors. */
@NullMarked
package org.telemed.twilio.http;

import org.jspecify.annotations.NullMarked;

/** Retries, rate limits and the circuit breaker for one Twilio account. */
@NullMarked
package org.telemed.twilio.limits;

import org.jspecify.annotations.NullMarked;

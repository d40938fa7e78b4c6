/** Retries, rate limits, bulkheads and the circuit breaker for one Twilio account. */
@NullMarked
package org.telemed.twilio.limits;

import org.jspecify.annotations.NullMarked;

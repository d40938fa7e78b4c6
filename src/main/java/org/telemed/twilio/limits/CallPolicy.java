package org.telemed.twilio.limits;

import java.util.function.Supplier;

/** Policy for the calls of one purpose: retries and concurrency. */
interface CallPolicy {
    <T> T call(Supplier<T> send);
}

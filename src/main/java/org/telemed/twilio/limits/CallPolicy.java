package org.telemed.twilio.limits;

import java.util.function.Supplier;

/** How calls of one purpose are sent: how often, and how many at once. */
interface CallPolicy {
    <T> T call(Supplier<T> send);
}

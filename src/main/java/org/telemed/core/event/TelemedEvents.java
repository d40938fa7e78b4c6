package org.telemed.core.event;

import java.time.Duration;
import org.telemed.core.error.Reason;

/** Port: events for metrics. No event names a person, a room or an Encounter. */
public interface TelemedEvents {
    /** Ignores all events, for a host without metrics. */
    TelemedEvents SILENT = new TelemedEvents() {};

    /** The outcome of a successful call to the provider. */
    String OK = "ok";

    default void roomOpened() {}

    /** A room that an earlier attempt or another node had opened was adopted. */
    default void roomAdopted() {}

    /** An Encounter got a new room in place of one that has ended. */
    default void roomReplaced() {}

    default void roomCompleted() {}

    /** A create was refused or failed. */
    default void roomRefused(Reason reason) {}

    default void tokenIssued() {}

    default void tokenRefused(Reason reason) {}

    default void statusRead() {}

    /** A status, or a stream of it, was refused or failed. */
    default void statusRefused(Reason reason) {}

    /** A stream began or ended; so many are open on this node now. */
    default void statusStreams(int open) {}

    /** An AuditEvent of ours could not be written. */
    default void auditEventFailed() {}

    /**
     * One call went over the wire.
     *
     * @param operation a name from a small fixed set, such as "open"
     * @param outcome {@link #OK}, or the code of the reason why it failed
     */
    default void providerCalled(String operation, String outcome, Duration took) {}

    /** The circuit breaker opened, because calls to the provider failed, or closed again. */
    default void circuit(boolean open) {}
}

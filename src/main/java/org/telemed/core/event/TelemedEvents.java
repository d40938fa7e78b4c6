package org.telemed.core.event;

import java.time.Duration;
import org.telemed.core.error.Reason;

/** Port: what happens, for whoever counts it. Nothing here names a person, a room or an Encounter. */
public interface TelemedEvents {
    /** For a host that does not count. */
    TelemedEvents SILENT = new TelemedEvents() {};

    /** What became of a call to the provider that was answered as it should be. */
    String OK = "ok";

    default void roomOpened() {}

    /** A room that an earlier try or another node had opened is used. */
    default void roomAdopted() {}

    /** An Encounter has got a room in place of one that is over. */
    default void roomReplaced() {}

    default void roomCompleted() {}

    /** A create was refused or failed. */
    default void roomRefused(Reason reason) {}

    default void tokenIssued() {}

    default void tokenRefused(Reason reason) {}

    /** An AuditEvent of ours could not be written. */
    default void auditEventFailed() {}

    /**
     * One call went over the wire.
     *
     * @param operation one of few names, such as "open"
     * @param outcome {@link #OK}, or the code of the reason why it failed
     */
    default void providerCalled(String operation, String outcome, Duration took) {}

    /** Whether the provider is left alone because its last calls failed. */
    default void circuit(boolean open) {}
}

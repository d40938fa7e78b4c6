package org.telemed.core.reconcile;

import java.util.Locale;

/** The result of reconciling one Encounter's room. */
public enum ReconcileResult {
    /** There is no room of ours in progress. */
    NO_ROOM,
    /** The room matched the Encounter; nothing was changed. */
    IN_SYNC,
    /** The room was completed. */
    COMPLETED,
    /** The Encounter had lost its room, and it was written back. */
    RESTORED,
    /** Somebody who is not a member was disconnected. */
    EJECTED,
    /**
     * The room was completed because a disconnected person kept rejoining; members get a new one with their next token.
     */
    REPLACED,
    /** No Encounter here belongs to the room; it was left alone. */
    UNKNOWN_ENCOUNTER,
    /** The Encounter changed at every attempt; the next run tries again. */
    CONTENDED;

    /** Its code in metrics and in the audit trail. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether something was repaired. */
    public boolean isRepair() {
        return this == COMPLETED || this == RESTORED || this == EJECTED || this == REPLACED;
    }
}

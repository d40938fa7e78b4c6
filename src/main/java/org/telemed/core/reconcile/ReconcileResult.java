package org.telemed.core.reconcile;

/** The result of reconciling one Encounter's room. */
public enum ReconcileResult {
    /** There is no room of ours in progress. */
    NO_ROOM,
    /** The room matched the Encounter; nothing was changed. */
    AGREED,
    /** The room was completed. */
    CLOSED,
    /** The Encounter had lost its room, and it was written back. */
    RESTORED,
    /** Somebody who is not a member was disconnected. */
    EJECTED,
    /**
     * The room was completed because a disconnected person kept rejoining; members get a new one with their next token.
     */
    REPLACED,
    /** No Encounter here belongs to the room; it was left alone. */
    UNPLACED,
    /** The Encounter changed at every attempt; the next run tries again. */
    UNSETTLED;

    /** Whether something was repaired. */
    public boolean isRepair() {
        return this == CLOSED || this == RESTORED || this == EJECTED || this == REPLACED;
    }
}

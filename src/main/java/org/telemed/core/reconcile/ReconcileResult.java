package org.telemed.core.reconcile;

/** What a look at one Encounter's room came to. */
public enum ReconcileResult {
    /** There is no room of ours in progress. */
    NO_ROOM,
    /** The room is as the Encounter says. */
    AGREED,
    /** The room was ended. */
    CLOSED,
    /** The Encounter had lost the room, and has it again. */
    RESTORED,
    /** Somebody was thrown out. */
    EJECTED,
    /** The room was ended because somebody kept coming back; its members will get another. */
    REPLACED,
    /** No Encounter here goes with the room; it was left alone. */
    UNPLACED,
    /** The Encounter kept changing while it was looked at; the next look will tell. */
    UNSETTLED;

    /** Whether something was put right. */
    public boolean isRepair() {
        return this == CLOSED || this == RESTORED || this == EJECTED || this == REPLACED;
    }
}

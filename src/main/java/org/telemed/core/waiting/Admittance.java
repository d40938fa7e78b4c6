package org.telemed.core.waiting;

/** Whether a participant is let into the call now. */
public enum Admittance {
    /** Does not have to be admitted, or was. */
    ADMITTED,
    /** Has to wait to be admitted. */
    WAITING,
    /** Was sent out. */
    DISMISSED
}

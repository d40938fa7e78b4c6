package org.telemed.emulator.signaling.tcmp;

/** The close codes of WebSockets that the emulator uses (RFC 6455, section 7.4.1, and IANA's registry). */
final class CloseCode {

    static final int NORMAL = 1000;
    static final int CANNOT_ACCEPT = 1003;
    static final int POLICY_VIOLATED = 1008;
    static final int TOO_BIG = 1009;
    static final int TRY_AGAIN_LATER = 1013;

    private CloseCode() {}
}

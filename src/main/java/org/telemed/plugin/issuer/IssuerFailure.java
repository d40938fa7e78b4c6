package org.telemed.plugin.issuer;

import java.io.Serial;

/** An issuer's keys could not be fetched; the message is for the operator. */
final class IssuerFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    IssuerFailure(String words) {
        super(words);
    }

    IssuerFailure(String words, Throwable cause) {
        super(words, cause);
    }

    String words() {
        return String.valueOf(getMessage());
    }
}

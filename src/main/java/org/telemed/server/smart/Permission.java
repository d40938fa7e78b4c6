package org.telemed.server.smart;

/** SMART's five permissions. */
public enum Permission {
    CREATE('c'),
    READ('r'),
    UPDATE('u'),
    DELETE('d'),
    SEARCH('s');

    private final char letter;

    Permission(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    boolean isWrite() {
        return this == CREATE || this == UPDATE || this == DELETE;
    }
}

package org.telemed.server.scope;

/** SMART's five permissions. */
enum Permission {
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

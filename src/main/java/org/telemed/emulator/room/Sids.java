package org.telemed.emulator.room;

import java.util.UUID;

/** Makes Twilio's identifiers: two letters and 32 hex digits. */
final class Sids {

    private Sids() {}

    static String random(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}

package org.telemed.core.invitation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a guest takes part in the visit.
 *
 * @see <a href="http://terminology.hl7.org/CodeSystem/participant-type">CodeSystem participant-type, which has these</a>
 */
public enum GuestRole {
    TRANSLATOR("Translator"),
    EMERGENCY("Emergency");

    private final String display;

    GuestRole(String display) {
        this.display = display;
    }

    public static Optional<GuestRole> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }

    /** All codes, for people. */
    public static String codes() {
        return Arrays.stream(values()).map(GuestRole::code).collect(Collectors.joining(", "));
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The display that belongs to the code. */
    public String display() {
        return display;
    }
}

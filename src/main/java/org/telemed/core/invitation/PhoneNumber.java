package org.telemed.core.invitation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phone number to which an invitation is sent. It is not stored.
 *
 * @param value in the form of E.164, such as +14155550100
 */
public record PhoneNumber(String value) {
    private static final Pattern E_164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    public PhoneNumber {
        if (!E_164.matcher(value).matches()) {
            throw new IllegalArgumentException("a phone number has the form of E.164");
        }
    }

    /** Empty for a text in another form. */
    public static Optional<PhoneNumber> ifValid(String text) {
        return E_164.matcher(text).matches() ? Optional.of(new PhoneNumber(text)) : Optional.empty();
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "PhoneNumber[redacted]";
    }
}

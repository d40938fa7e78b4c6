package org.telemed.fhir.value;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds numbers that are expensive to compute with: {@code 1E100000000} becomes a number of a hundred million digits as
 * soon as it is scaled, compared or printed.
 *
 * <p>The bounds hold all of IEEE 754's doubles, whose exponents end at 308 and -324, and ten times the digits that FHIR
 * asks servers for.
 */
public final class NumberCheck {

    private static final int MOST_DIGITS = 200;
    private static final int LARGEST_EXPONENT = 308;

    /** As {@code BigDecimal} parses it, which accepts digits of every script. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?<digits>[\\p{Nd}.]+)(?:[eE](?<exponent>[+-]?\\p{Nd}+))?");

    private NumberCheck() {}

    /** Whether the text is a number over the limits; false for text that is no number. */
    public static boolean isExcessive(CharSequence text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches()
                && (number.group("digits").length() > MOST_DIGITS || isTooLarge(number.group("exponent")));
    }

    /** The same for a parsed number, without computing with it. */
    public static boolean isExcessive(BigDecimal number) {
        return number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > LARGEST_EXPONENT + MOST_DIGITS;
    }

    private static boolean isTooLarge(@Nullable String exponent) {
        if (exponent == null) {
            return false;
        }
        try {
            return Math.abs((long) Integer.parseInt(exponent)) > LARGEST_EXPONENT;
        } catch (NumberFormatException tooLong) {
            return true;
        }
    }
}

package org.telemed.core.invitation;

import java.util.Optional;

/**
 * The name of a guest, as whoever invites them types it. It is text: markup in it stays as it is.
 *
 * @param text without blanks at its ends
 */
public record GuestName(String text) {
    /** In characters of Unicode. */
    public static final int LONGEST = 80;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    public GuestName {
        if (!isName(text)) {
            throw new IllegalArgumentException("a name is a line of 1 to 80 characters");
        }
    }

    /** The name; empty for a text that is none: too long, without a visible character, or with a control character. */
    public static Optional<GuestName> ifValid(String typed) {
        String text = typed.strip();
        return isName(text) && typed.codePoints().noneMatch(GuestName::isForbidden)
                ? Optional.of(new GuestName(text)) : Optional.empty();
    }

    private static boolean isName(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                && text.codePoints().noneMatch(GuestName::isForbidden)
                && text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Also what turns the direction of writing, by which a name can look like another text; names need both joiners. */
    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> character != ZERO_WIDTH_NON_JOINER && character != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }
}

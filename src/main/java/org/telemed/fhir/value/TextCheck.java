package org.telemed.fhir.value;

/** Finds characters that FHIR forbids, and that databases store in part or not at all. */
public final class TextCheck {

    private TextCheck() {}

    /** Whether the text has a control character other than tab, line feed and carriage return, U+FFFE or U+FFFF,
     * or half a surrogate pair. */
    public static boolean isForbidden(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c) || isNoCharacter(c)) {
                return true;
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static boolean isControl(char c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r';
    }

    /** U+FFFE and U+FFFF, which XML cannot contain. */
    private static boolean isNoCharacter(char c) {
        return c >= '\ufffe';
    }

    private static boolean isPair(CharSequence text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}

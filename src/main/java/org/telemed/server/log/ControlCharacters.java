package org.telemed.server.log;

/** Escapes characters that break a log line, or change how a terminal or editor shows it. */
final class ControlCharacters {
    private ControlCharacters() {}

    /** The text in one line. */
    static String escaped(String text) {
        return escaped(text, false);
    }

    /** The same, but line breaks and tabs stay. */
    static String escapedButLines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepLines) {
        if (text.chars().noneMatch(ControlCharacters::isSpecial)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            boolean kept = keepLines && (character == '\n' || character == '\t');
            if (kept || !isSpecial(character)) {
                safe.appendCodePoint(character);
            } else {
                safe.append(escape(character));
            }
        });
        return safe.toString();
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> character > 0xFFFF ? "\\u{%x}".formatted(character) : "\\u%04x".formatted(character);
        };
    }

    /** Controls, invisible formats such as a change of direction, Unicode's own line breaks, halves of characters. */
    private static boolean isSpecial(int character) {
        if (character >= ' ' && character < 0x7F) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}

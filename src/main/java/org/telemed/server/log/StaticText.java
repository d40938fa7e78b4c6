package org.telemed.server.log;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the constant part of a log message: the part that is a string constant of the class that logs it. Libraries
 * concatenate content of requests into the rest.
 */
final class StaticText {
    /** In the place of what is left out. */
    static final String LEFT_OUT = "…";

    /** Where javac's recipes for concatenation take values. */
    private static final String VALUES = "[\u0001\u0002]";

    /** Less than that may fit by chance. */
    private static final int SHORTEST = 6;

    /** As many entries as classes that log. */
    private final Map<String, List<String>> constants = new ConcurrentHashMap<>();

    /** The message if it is a constant of that class, or what of it is constant; empty if nothing is. */
    Optional<String> of(String message, String className) {
        List<String> known = constants.computeIfAbsent(className, StaticText::constantsOf);
        return known.contains(message)
                ? Optional.of(message)
                : known.stream()
                        .filter(constant -> constant.indexOf('\u0001') >= 0)
                        .filter(recipe -> lengthOf(recipe) >= SHORTEST && fits(message, recipe))
                        .max(Comparator.comparingInt(StaticText::lengthOf))
                        .map(recipe -> recipe.replaceAll(VALUES, LEFT_OUT));
    }

    private static int lengthOf(String recipe) {
        return recipe.replaceAll(VALUES, "").length();
    }

    /** In linear time, since the message may be long and chosen by somebody. */
    private static boolean fits(String message, String recipe) {
        String[] parts = recipe.split(VALUES, -1);
        String last = parts[parts.length - 1];
        if (!message.startsWith(parts[0]) || !message.endsWith(last)) {
            return false;
        }
        int position = parts[0].length();
        for (int index = 1; index < parts.length - 1; index++) {
            int found = message.indexOf(parts[index], position);
            if (found < 0) {
                return false;
            }
            position = found + parts[index].length();
        }
        return position <= message.length() - last.length();
    }

    private static List<String> constantsOf(String className) {
        String file = className.replace('.', '/') + ".class";
        try (InputStream code = StaticText.class.getClassLoader().getResourceAsStream(file)) {
            return code == null ? List.of() : distinct(ClassConstants.read(new BufferedInputStream(code)));
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static List<String> distinct(List<String> constants) {
        return constants.stream().distinct().toList();
    }
}

package org.telemed.fhir.body;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Tracks the position in a body while it is parsed, in the form of FHIRPath: {@code Encounter.type[0].text}. */
final class BodyPath {

    private static final int NO_INDEX = -1;

    private final Deque<Level> levels = new ArrayDeque<>();

    void enter() {
        levels.addLast(new Level(NO_INDEX));
    }

    void enterArray() {
        levels.addLast(new Level(0));
    }

    void leave() {
        levels.removeLast();
    }

    /** Sets the name of the property or child element that is read next. */
    void name(String name) {
        levels.getLast().name = name;
    }

    /** Moves to the next item of an array. */
    void next() {
        if (!levels.isEmpty() && levels.getLast().index != NO_INDEX) {
            levels.getLast().index++;
        }
    }

    boolean inArray() {
        return !levels.isEmpty() && levels.getLast().index != NO_INDEX;
    }

    /** The index in the array. */
    int index() {
        return levels.getLast().index;
    }

    int depth() {
        return levels.size();
    }

    /** The last name, whatever arrays lie between; empty at the root. */
    String name() {
        return nameBefore(0);
    }

    /** The name above the last one. */
    String parent() {
        return nameBefore(1);
    }

    private String nameBefore(int skipped) {
        int left = skipped;
        for (Iterator<Level> up = levels.descendingIterator(); up.hasNext(); ) {
            Level level = up.next();
            if (level.index == NO_INDEX && left-- == 0) {
                return level.name;
            }
        }
        return "";
    }

    /** @param root the type of the resource at the root; empty if unknown */
    String from(String root) {
        StringBuilder path = new StringBuilder(printable(root));
        for (Level level : levels) {
            if (level.index != NO_INDEX) {
                path.append('[').append(level.index).append(']');
            } else if (!level.name.isEmpty()) {
                path.append(path.isEmpty() ? "" : ".").append(printable(level.name));
            }
        }
        return path.isEmpty() ? "the root" : path.toString();
    }

    /** Names come from the client: only letters and digits are repeated. */
    static String printable(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "?");
        return plain.length() > 64 ? plain.substring(0, 64) + "…" : plain;
    }

    private static final class Level {
        private int index;
        private String name = "";

        Level(int index) {
            this.index = index;
        }
    }
}

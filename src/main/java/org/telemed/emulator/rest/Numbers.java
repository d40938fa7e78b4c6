package org.telemed.emulator.rest;

import java.util.Optional;

/** Reads whole numbers within limits. */
final class Numbers {

    private Numbers() {}

    /** The number; empty if the text is none, or none within the limits. */
    static Optional<Integer> within(int least, int most, String text) {
        try {
            return Optional.of(Integer.parseInt(text)).filter(number -> least <= number && number <= most);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

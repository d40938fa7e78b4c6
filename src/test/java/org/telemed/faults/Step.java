package org.telemed.faults;

import java.util.function.BooleanSupplier;

/**
 * Something that may happen next in a story.
 *
 * @param weight how often, beside the others
 * @param possible whether it can happen now
 */
record Step(int weight, BooleanSupplier possible, Runnable happens) {
    static Step of(int weight, BooleanSupplier possible, Runnable happens) {
        return new Step(weight, possible, happens);
    }
}

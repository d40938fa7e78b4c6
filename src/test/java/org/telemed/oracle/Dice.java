package org.telemed.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Random choices, the same for the same seed. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /** True in that many of a hundred cases. */
    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** From the first to the last, both included. */
    int between(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A value in that many of a hundred cases. */
    <T> Optional<T> maybe(int chance, Supplier<T> value) {
        return percent(chance) ? Optional.of(value.get()) : Optional.empty();
    }

    /** Up to that many of them. */
    <T> List<T> some(int most, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        int count = between(0, most);
        for (int i = 0; i < count; i++) {
            list.add(one.get());
        }
        return list;
    }
}

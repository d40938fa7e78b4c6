package org.telemed.faults;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What chance decides in a story; the same for the same seed. */
final class Dice {
    private static final List<Person> MAY_TAKE_PART = List.of(Person.ADAM, Person.JOHN, Person.JANE, Person.TABLET);

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    }

    /** From 0 to below that. */
    int upTo(int limit) {
        return random.nextInt(limit);
    }

    boolean oneIn(int times) {
        return upTo(times) == 0;
    }

    <T> T oneOf(Collection<T> things) {
        return things.stream().skip(upTo(things.size())).findFirst().orElseThrow();
    }

    @SafeVarargs
    final <T> T oneOf(T... things) {
        return things[upTo(things.length)];
    }

    /** Some of those who may take part, at least one. */
    Set<Person> some() {
        Set<Person> some = EnumSet.of(oneOf(MAY_TAKE_PART));
        MAY_TAKE_PART.forEach(person -> {
            if (oneIn(2)) {
                some.add(person);
            }
        });
        return some;
    }

    /** One of these steps, by their weights. */
    Step step(List<Step> steps) {
        List<Step> possible =
                steps.stream().filter(step -> step.possible().getAsBoolean()).toList();
        int at = upTo(possible.stream().mapToInt(Step::weight).sum());
        for (Step step : possible) {
            at -= step.weight();
            if (at < 0) {
                return step;
            }
        }
        throw new IllegalStateException("nothing is possible");
    }
}

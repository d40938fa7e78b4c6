package org.telemed.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random stories: 60 in each build, 300 with {@code -Pthorough}. {@code -Dtelemed.fault.seed=17} tells that one
 * alone, {@code -Dfault.seeds=1000} more of them.
 */
class RoomsAndEncountersAgreeTest extends FaultServer {
    private static final int STORIES = 60;
    private static final int STEPS = 20;
    private static final int ENOUGH_FAILURES = 3;

    @Test
    void whatever_happens_rooms_and_encounters_agree_one_sweep_later() {
        List<AssertionError> failures = new ArrayList<>();
        seeds().forEach(seed -> {
            if (failures.size() < ENOUGH_FAILURES) {
                told(seed).ifPresent(failures::add);
            }
        });
        if (!failures.isEmpty()) {
            failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
            throw failures.get(0);
        }
    }

    private static LongStream seeds() {
        Long one = Long.getLong("telemed.fault.seed");
        return one == null ? LongStream.range(0, Integer.getInteger("fault.seeds", STORIES)) : LongStream.of(one);
    }

    private Optional<AssertionError> told(long seed) {
        Story story = new Story(this, seed);
        try {
            story.happens(STEPS);
            return Optional.empty();
        } catch (RuntimeException | AssertionError wrong) {
            return Optional.of(new AssertionError(
                    "seed " + seed + " (replay it with -Dtelemed.fault.seed=" + seed + "): " + wrong.getMessage()
                            + "\n  " + String.join("\n  ", story.told()),
                    wrong));
        }
    }
}

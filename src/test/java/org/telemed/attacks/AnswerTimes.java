package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.telemed.acceptance.Answer;

/** How long well-behaved requests take during an attack: half of each kind under two seconds, all of them answered in time. */
final class AnswerTimes {

    private static final Duration MEDIAN = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Map<String, List<Duration>> times = new TreeMap<>();

    /** Sends the request and asserts that it is answered. */
    void measure(String what, Supplier<Answer> request, int status) {
        long start = System.nanoTime();
        Answer answer = request.get();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        assertThat(answer.status()).as(() -> what + ": " + answer).isEqualTo(status);
        assertThat(time).as(what).isLessThan(LONGEST);
        times.computeIfAbsent(what, unknown -> new ArrayList<>()).add(time);
    }

    void assertMedians() {
        times.forEach((what, all) -> assertThat(all.stream().sorted().toList().get(all.size() / 2))
                .as("median of " + all.size() + " times " + what)
                .isLessThan(MEDIAN));
    }
}

package org.telemed.plugin.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.reconcile.ReconcileResult;
import org.telemed.core.sweep.SweepReport;

class SweepSentenceTest {

    private static final TelemedException DOWN =
            TelemedException.because(Reason.PROVIDER_DOWN, "Twilio cannot be reached.");

    @Test
    void says_how_many_rooms_are_ours_and_what_was_put_right() {
        assertThat(SweepSentence.of(
                        report(5, 3, Map.of(ReconcileResult.IN_SYNC, 1, ReconcileResult.COMPLETED, 2), 0, true)))
                .isEqualTo("3 of 5 rooms in progress are ours; 2 completed");
    }

    @Test
    void counts_no_rooms_where_the_list_could_not_be_read() {
        assertThat(SweepSentence.of(report(0, 0, Map.of(), 1, false)))
                .isEqualTo("the list of rooms was not read to its end; 1 check failed: Twilio cannot be reached.");
    }

    @Test
    void says_how_many_checks_failed_and_why_the_first_did() {
        assertThat(SweepSentence.of(report(5, 3, Map.of(ReconcileResult.IN_SYNC, 1), 2, true)))
                .isEqualTo("3 of 5 rooms in progress are ours;"
                        + " 2 checks failed, the first because: Twilio cannot be reached.");
    }

    private static SweepReport report(
            int rooms, int ours, Map<ReconcileResult, Integer> results, int failures, boolean complete) {
        return new SweepReport(
                Instant.parse("2024-05-01T10:00:00Z"),
                Duration.ofSeconds(1),
                rooms,
                ours,
                results,
                results.getOrDefault(ReconcileResult.COMPLETED, 0),
                failures,
                failures == 0 ? Optional.empty() : Optional.of(DOWN),
                complete,
                false);
    }
}

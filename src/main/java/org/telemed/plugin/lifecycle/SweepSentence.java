package org.telemed.plugin.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.sweep.SweepReport;

/** Formats a sweep's report as one log line: numbers, repairs and failures. */
final class SweepSentence {
    private SweepSentence() {}

    static String of(SweepReport report) {
        List<String> parts = new ArrayList<>();
        if (report.complete() || report.rooms() > 0) {
            parts.add("%d of %d rooms in progress are ours".formatted(report.ours(), report.rooms()));
        }
        if (report.repairs() > 0) {
            parts.add(repairs(report));
        }
        if (!report.complete()) {
            parts.add("the list of rooms was not read to its end");
        }
        if (report.failures() > 0) {
            parts.add(failures(report));
        }
        return String.join("; ", parts);
    }

    /** The first failure. */
    static String why(SweepReport report) {
        return report.firstFailure().map(RedactedThrowable::oneLine).orElse("no reason known");
    }

    /** Counts rooms that could not be checked, and pages of the vendor's lists that could not be read. */
    private static String failures(SweepReport report) {
        return report.failures() == 1
                ? "1 check failed: " + why(report)
                : "%d checks failed, the first because: %s".formatted(report.failures(), why(report));
    }

    private static String repairs(SweepReport report) {
        return report.resultCounts().entrySet().stream()
                .filter(entry -> entry.getKey().isRepair())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", report.dryRun() ? "dry run, would have: " : "", ""));
    }
}

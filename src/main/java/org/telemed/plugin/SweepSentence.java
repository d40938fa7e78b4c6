package org.telemed.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.telemed.core.error.Loggable;
import org.telemed.core.room.SweepReport;

/** A sweep's report as one line of a log: numbers, and why something could not be looked at. */
final class SweepSentence {
    private SweepSentence() {}

    static String of(SweepReport report) {
        List<String> parts = new ArrayList<>();
        parts.add("%d of %d rooms in progress are ours".formatted(report.ours(), report.rooms()));
        if (report.repairs() > 0) {
            parts.add(repairs(report));
        }
        if (report.failures() > 0) {
            parts.add("could not look at %d: %s".formatted(report.failures(), why(report)));
        }
        if (!report.complete()) {
            parts.add("Twilio's list of rooms was not read to its end");
        }
        return String.join("; ", parts);
    }

    /** Why the first room could not be looked at. */
    static String why(SweepReport report) {
        return report.firstFailure().map(Loggable::text).orElse("no reason known");
    }

    private static String repairs(SweepReport report) {
        return report.findings().entrySet().stream()
                .filter(entry -> entry.getKey().isRepair())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", report.dryRun() ? "dry run, would have: " : "", ""));
    }
}

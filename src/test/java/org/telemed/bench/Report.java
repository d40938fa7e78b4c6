package org.telemed.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The table, as it is printed and written. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    Report() {
        line(
                "| what | against | clients | requests/s | p50, p99 in ms | against: requests/s | p50, p99 in ms | ratio | target |");
        line("|---|---|---|---|---|---|---|---|---|");
    }

    void compare(String what, Load ours, String against, Load theirs, int clients, String target) {
        line(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.0f | %.1f, %.1f | %.0f | %.1f, %.1f | %.2f | %s |",
                what,
                against,
                clients,
                ours.perSecond(),
                ours.percentile(50),
                ours.percentile(99),
                theirs.perSecond(),
                theirs.percentile(50),
                theirs.percentile(99),
                ours.perSecond() / theirs.perSecond(),
                target));
    }

    /** A row of two times in seconds. */
    void times(String what, double ours, String against, double theirs, String target) {
        line(String.format(
                Locale.ROOT,
                "| %s: %.2f s | %s: %.2f s | | | | | | %.2f | %s |",
                what,
                ours,
                against,
                theirs,
                ours / theirs,
                target));
    }

    /** A row that tells whether two refusals can be told apart by their time. */
    void overlap(String what, Load hidden, String against, Load absent) {
        line(String.format(
                Locale.ROOT,
                "| %s: p5, p50, p95 %.2f, %.2f, %.2f ms | %s: %.2f, %.2f, %.2f ms | 8 | | | | | slower in %.0f %% of pairs | 50 %% |",
                what,
                hidden.percentile(5),
                hidden.percentile(50),
                hidden.percentile(95),
                against,
                absent.percentile(5),
                absent.percentile(50),
                absent.percentile(95),
                100 * hidden.slowerThan(absent)));
    }

    /** A row of one time in seconds. */
    void time(String what, double seconds, String target) {
        line(String.format(Locale.ROOT, "| %s: %.3f s | | | | | | | | %s |", what, seconds, target));
    }

    /** A row of counts. */
    void sweep(String what, SweepCost.Cost cost) {
        line(String.format(
                Locale.ROOT,
                "| %s, %d rooms: %d calls of Twilio, %d SQL statements | | | | | | | | |",
                what,
                cost.rooms(),
                cost.calls(),
                cost.queries()));
    }

    /** A row of what open streams cost. */
    void streams(StreamCost.Cost cost) {
        line(String.format(
                Locale.ROOT,
                "| %d open streams: %.1f KB of heap each, %.1f %% of a core while nothing changes, %.1f before | | | | | | | | |",
                cost.streams(),
                cost.kilobytesEach(),
                cost.percentOfCore(),
                cost.percentBefore()));
        line(String.format(
                Locale.ROOT,
                "| from a change of the Encounter to the event of its stream, median and p95 of %d: %.3f s and %.3f s | | | | | | | | < 1 s |",
                cost.changes(),
                cost.median(),
                cost.p95()));
    }

    /**
     * Rows of how long news of a waiting room takes.
     *
     * @param where the stream is
     */
    void waitingRoom(String where, WaitingRoomCost cost) {
        news("an arrival to the event of a moderator's stream" + where, cost.arrivals());
        news("an admission to the event of the patient's stream" + where, cost.admissions());
    }

    /** @param seconds in order */
    private void news(String what, List<Double> seconds) {
        line(String.format(
                Locale.ROOT,
                "| from %s, median and p95 of %d: %.3f s and %.3f s | | | | | | | | < 1 s |",
                what,
                seconds.size(),
                seconds.get(seconds.size() / 2),
                seconds.get(seconds.size() * 95 / 100)));
    }

    void machine() {
        line("");
        line(String.format(
                Locale.ROOT,
                "%d cores, %s %s, %s %s; load of the machine at the end %.1f.",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage()));
    }

    private void line(String line) {
        System.out.println(line);
        text.append(line).append('\n');
    }

    void write(Path file) throws IOException {
        Files.writeString(file, text.toString());
    }
}

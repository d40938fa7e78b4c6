package org.telemed.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.telemed.acceptance.EventStream;

/** What open streams of {@code $telemed-status} cost a server, each about another Encounter. */
final class StreamCost {
    static final int STREAMS = 200;

    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private StreamCost() {}

    /**
     * The cost.
     *
     * @param kilobytesEach of heap after a collection
     * @param percentOfCore with the streams open, and nothing to tell
     * @param median from a change until its event, in seconds
     */
    record Cost(
            int streams,
            double kilobytesEach,
            double percentOfCore,
            double percentBefore,
            int changes,
            double median,
            double p95) {}

    static Cost of(ChildServer server, List<String> visits) {
        String jane = server.tokenOf("jane");
        Rest.untilNothingIsCompiled();
        double before = percentOfCore(server.process());
        long heap = heap(server.process());
        List<EventStream> streams = new ArrayList<>();
        try {
            visits.forEach(id -> streams.add(EventStream.open(
                            server.http().requestWithoutEnd("/fhir/Encounter/" + id + "/$telemed-status", jane))
                    .opened()));
            streams.forEach(EventStream::next);
            Rest.untilNothingIsCompiled();
            double open = percentOfCore(server.process());
            double each = (heap(server.process()) - heap) / 1024.0 / streams.size();
            List<Double> seconds = changes(server, visits, streams);
            return new Cost(
                    streams.size(),
                    each,
                    open,
                    before,
                    seconds.size(),
                    seconds.get(seconds.size() / 2),
                    seconds.get(seconds.size() * 95 / 100));
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    /** In order. */
    private static List<Double> changes(ChildServer server, List<String> visits, List<EventStream> streams) {
        String adam = server.tokenOf("adam");
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < visits.size(); i++) {
            long changed = System.nanoTime();
            server.http()
                    .send(server.http()
                            .request("/fhir/Encounter/" + visits.get(i) + "/$end-telemed-room", adam)
                            .POST(BodyPublishers.noBody()))
                    .expecting(200);
            streams.get(i).until("room", "ended");
            seconds.add((System.nanoTime() - changed) / 1e9);
        }
        return seconds.stream().sorted().toList();
    }

    private static double percentOfCore(ProcessHandle process) {
        Duration before = process.info().totalCpuDuration().orElse(Duration.ZERO);
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO).minus(before);
        return 100.0 * used.toMillis() / LOOK.toMillis();
    }

    /** In bytes, after a collection. */
    private static long heap(ProcessHandle process) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process histogram = new ProcessBuilder(jcmd, "" + process.pid(), "GC.class_histogram").start();
            Matcher total =
                    TOTAL.matcher(new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return total.find() ? Long.parseLong(total.group(1)) : 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package org.telemed.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a window receives from each of the others, by the statistics of its peer connections.
 *
 * @param framesDecoded pictures, of all video tracks
 * @param videoBytes received for pictures
 * @param audioBytes received for sound
 * @param width the widest picture, in pixels
 * @param height the highest picture, in pixels
 */
record ReceivedMedia(long framesDecoded, long videoBytes, long audioBytes, long width, long height) {

    /** Of the connections that are open. A closed one tells nothing and stays in the list. */
    private static final String STATISTICS = """
            const done = arguments[arguments.length - 1];
            const open = (window.peerConnections || []).map((connection, index) => ({ connection, index }))
              .filter(({ connection }) => connection.connectionState === 'connected');
            Promise.all(open.map(async ({ connection, index }) => {
              const sum = { index, framesDecoded: 0, videoBytes: 0, audioBytes: 0, width: 0, height: 0 };
              (await connection.getStats()).forEach((entry) => {
                if (entry.type === 'inbound-rtp' && entry.kind === 'video') {
                  sum.framesDecoded += entry.framesDecoded || 0;
                  sum.videoBytes += entry.bytesReceived || 0;
                  sum.width = Math.max(sum.width, entry.frameWidth || 0);
                  sum.height = Math.max(sum.height, entry.frameHeight || 0);
                } else if (entry.type === 'inbound-rtp') {
                  sum.audioBytes += entry.bytesReceived || 0;
                }
              });
              return sum;
            })).then(done);
            """;

    /** By connection. */
    static Map<Long, ReceivedMedia> of(BrowserWindow window) {
        List<Map<String, Object>> rows = window.listFrom(STATISTICS);
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> (Long) row.get("index"),
                        row -> new ReceivedMedia(
                                number(row, "framesDecoded"),
                                number(row, "videoBytes"),
                                number(row, "audioBytes"),
                                number(row, "width"),
                                number(row, "height"))));
    }

    /** Waits until moving pictures and sound come from exactly that many others. */
    static void flowsFrom(int others, BrowserWindow window) {
        await("media from " + others)
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> of(window),
                        all -> all.size() == others && all.values().stream().allMatch(ReceivedMedia::isComplete));
        Map<Long, ReceivedMedia> before = of(window);
        await("pictures that move")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(of(window)).hasSize(others).allSatisfy((connection, now) -> {
                    ReceivedMedia then = before.get(connection);
                    assertThat(then).isNotNull();
                    assertThat(now.framesDecoded).isGreaterThan(then.framesDecoded + 5);
                    assertThat(now.videoBytes).isGreaterThan(then.videoBytes);
                    assertThat(now.audioBytes).isGreaterThan(then.audioBytes);
                }));
    }

    private boolean isComplete() {
        return framesDecoded > 0 && audioBytes > 0 && width > 0 && height > 0;
    }

    private static long number(Map<String, Object> row, String name) {
        return ((Number) row.get(name)).longValue();
    }
}

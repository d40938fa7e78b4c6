package org.telemed.attacks;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.telemed.acceptance.Acceptance;

/** Searches of a few kilobytes that keep a database busy for minutes, long after the client has gone. */
public interface CostlySearches extends Acceptance {

    static Stream<String> costly() {
        return Stream.of(
                "Patient?" + times(400, "name=a%d"),
                "Patient?" + times(30, "_has:Observation:subject:code=a%d"),
                "Patient?identifier=" + times(2_000, "a%d").replace('&', ','),
                "Patient?_sort=" + times(30, "name").replace('&', ','),
                "Composition?entry.entry.entry.entry._lastUpdated=gt2000",
                "List?item.item.item.item._id=x");
    }

    private static String times(int number, String part) {
        return IntStream.range(0, number)
                .mapToObj(index -> part.replace("%d", String.valueOf(index)))
                .collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @MethodSource("costly")
    default void are_refused(String search) {
        String[] parts = search.split("\\?", 2);
        assertRefused(
                as("adam")
                        .send(as("adam")
                                .request(parts[0] + "/_search")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(parts[1]))),
                400,
                "invalid",
                "bad-request");
        if (search.length() < 4_000) {
            for (String type : List.of("batch", "transaction")) {
                String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"" + type
                        + "\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"" + search + "\"}}]}";
                org.assertj.core.api.Assertions.assertThat(
                                as("adam").post("", bundle).body())
                        .contains("bad-request")
                        .doesNotContain("HAPI-");
            }
        }
    }
}

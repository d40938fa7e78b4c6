package org.telemed.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that FHIR forbids, in paths, queries and bodies; a host's own filters and servlet container see the paths first. */
public interface UnusableIds extends Acceptance {

    static Stream<String> idsThatAreNone() {
        return Stream.of(
                "'",
                "\"",
                "a'b",
                "x' OR '1'='1",
                "a/b",
                "../visit-arrived",
                "..%2Fvisit-arrived",
                "%",
                "%41",
                "%2e%2e",
                "a b",
                "ä",
                "\u0000",
                "\n",
                "visit_arrived",
                "visit-arrived|1",
                "visit-arrived;x=1",
                "a".repeat(65),
                "a".repeat(5000),
                "#visit-arrived",
                "?x",
                "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
                "Encounter?_id=visit-arrived",
                "Encounter/Encounter/visit-arrived",
                "Encounter/visit-arrived/",
                "encounter/visit-arrived");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.acceptance.UnusableIds#idsThatAreNone")
    default void an_id_that_is_none_is_refused(String id) {
        String query = "Encounter/$telemed-token?encounterId=" + URLEncoder.encode(id, UTF_8);
        assertRefused(as("adam").get(query), 400, "invalid", "bad-request");
        String named = parameters("{\"name\":\"encounterId\",\"valueString\":%s}".formatted(quoted(id)));
        assertRefused(as("adam").post("Encounter/$telemed-token", named), 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.acceptance.UnusableIds#idsThatAreNone")
    default void an_id_that_is_none_in_the_path_is_no_failure_of_ours(String id) {
        String path = "Encounter/" + URLEncoder.encode(id, UTF_8).replace("+", "%20");
        for (String operation : List.of("/$telemed-token", "/$create-telemed-room")) {
            Answer answer = changingNothing(() -> as("adam").post(path + operation, ""));
            if (answer.status() >= 500) {
                assertThat(as("adam").get(path).status())
                        .as("HAPI fails at this path without us, too")
                        .isEqualTo(answer.status());
            } else {
                assertThat(answer.status()).as(answer::toString).isGreaterThanOrEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b", "a/b", "visit-none/_history/1", "Encounter/a/b", "%41"})
    default void an_id_that_is_none_in_the_body_is_refused(String id) {
        Answer answer = changingNothing(
                () -> as("adam").createsRoomFor(aVisitOfJaneWithAdam().withId(id)));
        assertThat(answer.status()).as(answer::toString).isIn(400, 404);
        assertThat(answer.errorCode()).isIn("bad-request", "encounter-not-found");
    }

    @Test
    default void a_version_in_the_path_is_refused() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (String operation : List.of("$telemed-token", "$create-telemed-room")) {
            Answer answer = changingNothing(() -> as("adam").post("Encounter/" + id + "/_history/1/" + operation, ""));
            assertThat(answer.status()).as(answer::toString).isBetween(400, 499);
        }
        assertThat(stored(id).version()).isEqualTo("1");
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}

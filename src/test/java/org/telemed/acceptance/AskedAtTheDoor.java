package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code $admit-telemed-participant} and {@code $dismiss-telemed-participant} refuse, and decisions at the same time. */
public interface AskedAtTheDoor extends WaitingToBeAdmitted {
    String NOBODY = "Practitioner/eve-outsider";

    /** Parameters that neither takes. */
    static Stream<String> badParameters() {
        String jane = "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"Patient/jane-doe\"}}";
        return Stream.of(
                "",
                "{\"name\":\"participant\",\"valueString\":\"Patient/jane-doe\"}",
                "{\"name\":\"participant\",\"valueReference\":{\"display\":\"Jane\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"#jane\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"Patient/jane-doe/_history/1\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"https://elsewhere.example.org/fhir/Patient/jane-doe\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"Patient?identifier=1\"}}",
                "{\"name\":\"participant\",\"valueReference\":{\"identifier\":{\"value\":\"jane-doe\"}}}",
                "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"Practitioner/eve-outsider\"}}",
                "{\"name\":\"participants\",\"valueReference\":{\"reference\":\"Patient/jane-doe\"}}",
                jane + ",{\"name\":\"participant\",\"valueReference\":{\"reference\":\"Practitioner/eve-outsider\"}}",
                jane + ",{\"name\":\"to\",\"valueCode\":\"moon\"}",
                jane + ",{\"name\":\"until\",\"valueInstant\":\"2030-01-01T00:00:00Z\"}");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.acceptance.AskedAtTheDoor#badParameters")
    default void bad_parameters_change_nothing(String sent) {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        for (String operation : List.of("$admit-telemed-participant", "$dismiss-telemed-participant")) {
            assertRefused(
                    as("adam").post("Encounter/" + id + "/" + operation, parameters(sent)),
                    400,
                    "invalid",
                    "bad-request");
        }
        assertThat(statusOfOnlyTask(id)).isEqualTo("requested");
        assertThat(arrivals(id).get(0).at("/meta/versionId").asText()).isEqualTo("1");
    }

    @Test
    default void two_hundred_at_once_are_too_many() {
        String id = aVisitWithAWaitingRoom();
        String[] many = IntStream.range(0, 200).mapToObj(i -> "Patient/p" + i).toArray(String[]::new);
        assertRefused(as("adam").admits(id, many), 400, "invalid", "bad-request");
        assertRefused(as("adam").dismisses(id, "out", many), 400, "invalid", "bad-request");
        assertThat(arrivals(id)).isEmpty();
    }

    @Test
    default void a_moderator_is_not_dismissed_not_even_beside_others() {
        String id = aVisitWithAWaitingRoom();
        as("adam").admits(id, JANE).expecting(200);
        assertRefused(as("adam").dismisses(id, "out", ADAM), 400, "invalid", "bad-request");
        assertRefused(as("clinic").dismisses(id, "out", JANE, ADAM), 400, "invalid", "bad-request");
        as("jane").asksForToken(id).expecting(200);
    }

    @Test
    default void unknown_encounters_and_other_methods_are_refused() {
        assertRefused(as("adam").admits("no-such-visit", JANE), 404, "not-found", "encounter-not-found");
        String id = aVisitWithAWaitingRoom();
        assertThat(as("adam")
                        .get("Encounter/" + id + "/$admit-telemed-participant")
                        .status())
                .isIn(400, 405);
        assertThat(as("adam")
                        .post(
                                "Encounter/$admit-telemed-participant",
                                parameters("{\"name\":\"participant\",\"valueReference\":{\"reference\":\"" + JANE
                                        + "\"}}"))
                        .status())
                .isIn(400, 404);
    }

    @Test
    default void a_decision_honours_if_match() {
        String id = aVisitWithAWaitingRoom();
        assertThat(as("adam")
                        .send(as("adam").admitting(id, JANE).header("If-Match", "W/\"77\""))
                        .status())
                .isIn(409, 412);
        assertThat(arrivals(id)).isEmpty();
        as("adam")
                .send(as("adam")
                        .admitting(id, JANE)
                        .header("If-Match", "W/\"" + stored(id).version() + "\""))
                .expecting(200);
    }

    /** Whatever was stored last holds, and says so everywhere. */
    @Test
    default void of_decisions_at_once_the_last_one_stored_holds() {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        List<HttpRequest.Builder> requests = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            requests.add(as("adam").admitting(id, JANE));
            requests.add(as("clinic").dismissing(id, "out", JANE));
            requests.add(as("jane").tokenFor(id));
        }
        assertThat(allAtOnce(requests).stream().map(Answer::status).collect(Collectors.toSet()))
                .isSubsetOf(200, 403, 409, 422);
        String status = statusOfOnlyTask(id);
        assertThat(status).isIn("accepted", "rejected");
        assertThat(as("jane").asksForToken(id).status()).isEqualTo(status.equals("accepted") ? 200 : 403);
        assertThat(stateOf("jane", id)).isEqualTo(status.equals("accepted") ? "may-join" : "dismissed");
    }

    @Test
    default void many_arrivals_at_once_are_one() {
        String id = aVisitWithAWaitingRoom();
        assertThat(atOnce(12, () -> as("jane").tokenFor(id)))
                .extracting(Answer::status)
                .containsOnly(422);
        assertThat(statusOfOnlyTask(id)).isEqualTo("requested");
    }
}

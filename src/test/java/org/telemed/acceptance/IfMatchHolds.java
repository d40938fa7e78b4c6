package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code If-Match} on every form of every operation: another version is a conflict, what names no version a bad request. */
public interface IfMatchHolds extends Acceptance {

    /** Every form that is about a stored Encounter, by the id of one that has a room. */
    private Map<String, Function<String, HttpRequest.Builder>> forms() {
        Caller adam = as("adam");
        return Map.of(
                "create by body",
                id -> adam.request("Encounter/$create-telemed-room")
                        .header("Content-Type", Http.FHIR_JSON)
                        .POST(BodyPublishers.ofString(
                                aVisitOfJaneWithAdam().withId(id).json(host().release()))),
                "create on one",
                id -> adam.request("Encounter/" + id + "/$create-telemed-room").POST(BodyPublishers.noBody()),
                "token",
                id -> adam.request("Encounter/" + id + "/$telemed-token").POST(BodyPublishers.noBody()),
                "token by GET",
                id -> adam.request("Encounter/" + id + "/$telemed-token").GET(),
                "token on the type",
                id -> adam.request("Encounter/$telemed-token?encounterId=" + id).GET(),
                "end",
                id -> adam.request("Encounter/" + id + "/$end-telemed-room").POST(BodyPublishers.noBody()));
    }

    @Test
    default void another_version_is_a_conflict_and_the_current_one_is_not() {
        forms().forEach((form, request) -> {
            String id = aRoomFor(aVisitOfJaneWithAdam());
            String version = stored(id).version();
            Answer refused =
                    changingNothing(() -> as("adam").send(request.apply(id).header("If-Match", "W/\"77\"")));
            assertRefused(refused, 409, "conflict", "conflict");
            assertThat(refused.body()).contains("If-Match");
            assertThat(stored(id).version()).as(form).isEqualTo(version);
            as("adam")
                    .send(request.apply(id).header("If-Match", "W/\"" + version + "\""))
                    .expecting(200);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "W/\"x\"", "*", "W/\"1\", W/\"2\"", "W/\"1", "\"\""})
    default void what_names_no_version_is_a_bad_request(String header) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        forms().forEach((form, request) -> assertRefused(
                changingNothing(() -> as("adam").send(request.apply(id).header("If-Match", header))),
                400,
                "invalid",
                "bad-request"));
    }

    @Test
    default void two_of_them_are_a_bad_request() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        forms().forEach((form, request) -> assertRefused(
                as("adam").send(request.apply(id).header("If-Match", "W/\"1\"").header("If-Match", "W/\"1\"")),
                400,
                "invalid",
                "bad-request"));
    }

    @Test
    default void an_outsider_learns_no_version_from_it() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller eve = as("eve");
        for (String tag : List.of("W/\"1\"", "W/\"77\"")) {
            Answer answer = eve.send(eve.request("Encounter/" + id + "/$telemed-token")
                    .header("If-Match", tag)
                    .POST(BodyPublishers.noBody()));
            assertRefused(answer, 403, "forbidden", "not-a-participant");
        }
    }

    @Test
    default void a_new_encounter_has_no_version() {
        Caller adam = as("adam");
        Answer answer = changingNothing(() -> adam.send(adam.request("Encounter/$create-telemed-room")
                .header("Content-Type", Http.FHIR_JSON)
                .header("If-Match", "W/\"1\"")
                .POST(BodyPublishers.ofString(aVisitOfJaneWithAdam().json(host().release())))));
        assertRefused(answer, 400, "invalid", "bad-request");
    }

    @Test
    default void an_unknown_id_in_the_body_is_told_to_leave_it_out() {
        Answer answer = changingNothing(
                () -> as("adam").createsRoomFor(aVisitOfJaneWithAdam().withId("never-seen")));
        assertRefused(answer, 404, "not-found", "encounter-not-found");
        assertThat(answer.body()).contains("without an id");
    }
}

package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.acceptance.EventStream.value;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.Http;
import org.telemed.acceptance.WaitingRooms;
import org.telemed.fhir.EncounterFixture;

/** Decisions about a waiting room that are malformed, come by another way, or name people in ways that cannot be stored. */
public interface MalformedDecisions extends WaitingRooms {
    String ADMIT = "$admit-telemed-participant";
    String DISMISS = "$dismiss-telemed-participant";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$admit-telemed-participant",
                "%24admit-telemed-participant",
                "$ADMIT-telemed-participant",
                "$admit-telemed-participant;x=1",
                "$admit-telemed-participant?x=1",
                "$dismiss-telemed-participant"
            })
    default void neither_is_an_entry_of_a_bundle(String operation) {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        for (String type : List.of("batch", "transaction")) {
            for (String base :
                    List.of("Encounter/", "/Encounter/", host().http().root() + "/fhir/Encounter/")) {
                Answer refused = as("adam")
                        .post(
                                "",
                                "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{\"resource\":%s,\"request\":{\"method\":\"POST\",\"url\":\"%s\"}}]}"
                                        .formatted(type, parameters(participant(JANE)), base + id + "/" + operation));
                assertThat(refused.status()).as(refused::body).isIn(400, 422);
            }
        }
        assertThat(statusOfOnlyTask(id)).isEqualTo("requested");
    }

    @Test
    default void no_other_method_decides() {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        Caller adam = as("adam");
        String path = "Encounter/" + id + "/" + ADMIT;
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            for (String query : List.of("", "?participant=" + JANE, "?_method=POST&participant=" + JANE)) {
                HttpRequest.Builder sent = adam.request(path + query)
                        .header("Content-Type", Http.FHIR_JSON)
                        .header("X-HTTP-Method-Override", "POST")
                        .header("X-HTTP-Method", "POST")
                        .method(method, BodyPublishers.ofString(parameters(participant(JANE))));
                adam.send(sent);
            }
        }
        assertThat(statusOfOnlyTask(id)).isEqualTo("requested");
    }

    static Stream<String> oddParameters() {
        String jane = participant(JANE);
        return Stream.of(
                jane.replace("valueReference", "valueUri").replaceAll("\\{\"reference\":(\"[^\"]*\")}", "$1"),
                "{\"name\":\"participant\",\"part\":[" + jane + "]}",
                "{\"name\":\"Participant\"," + jane.substring(jane.indexOf("\"value")),
                "{\"name\":\"participant\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"jane-doe\"}}",
                jane.replace("Patient/jane-doe", "patient/jane-doe"),
                jane.replace("Patient/jane-doe", "Patient/JANE-DOE"),
                jane.replace("Patient/jane-doe", "Patient/jane-doe/"),
                jane.replace("Patient/jane-doe", "/Patient/jane-doe"),
                jane.replace("Patient/jane-doe", "Patient/jane-doe/_history"),
                jane.replace("Patient/jane-doe", "Patient/jane-doe/_history/ "),
                jane.replace("Patient/jane-doe", "Patient/jane-doe\\u0000"),
                jane.replace("Patient/jane-doe", "Patient/jane-doe\\u200b"),
                jane.replace("Patient/jane-doe", "Patient/jane-doe#"),
                jane.replace("Patient/jane-doe", "Patient/*"),
                jane.replace("Patient/jane-doe", "Patient/jane-doe,RelatedPerson/john-doe"),
                jane.replace("Patient/jane-doe", "urn:uuid:00000000-0000-4000-8000-000000000000"),
                jane.replace("Patient/jane-doe", "Patient/" + "x".repeat(5_000)),
                jane + "," + jane.replace("participant", "participant\\u0000"),
                "{\"extension\":" + "[{\"url\":\"a\",\"extension\":".repeat(400) + "[]" + "}]".repeat(400) + ","
                        + jane.substring(1),
                IntStream.range(0, 5_000)
                        .mapToObj(i -> participant("Patient/p" + i))
                        .collect(Collectors.joining(",")));
    }

    static String participant(String reference) {
        return "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"" + reference + "\"}}";
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.MalformedDecisions#oddParameters")
    default void odd_parameters_decide_nothing(String sent) {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        for (String operation : List.of(ADMIT, DISMISS)) {
            Answer refused = as("adam").post("Encounter/" + id + "/" + operation, parameters(sent));
            assertThat(refused.status()).as(refused::body).isIn(400, 413, 422);
            assertThat(refused.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        }
        assertThat(statusOfOnlyTask(id)).isEqualTo("requested");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "W/x", "W/\"1\", W/\"77\"", "W/\"0\"", "W/\"-1\"", "W/\"1", "\u00b9", "W/\"77\""})
    default void no_trick_with_if_match_decides(String value) {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        for (HttpRequest.Builder sent :
                List.of(as("adam").admitting(id, JANE), as("adam").dismissing(id, "out", JANE))) {
            assertThat(as("adam").send(sent.header("If-Match", value)).status()).isIn(400, 409, 412);
        }
        assertThat(statusOfOnlyTask(id)).isEqualTo("requested");
    }

    @Test
    default void one_person_in_several_spellings_is_decided_on_once() {
        String id = aVisitWithAWaitingRoom();
        String[] spellings = Stream.generate(() -> Stream.of(JANE, host().http().root() + "/fhir/" + JANE))
                .limit(120)
                .flatMap(each -> each)
                .toArray(String[]::new);
        Answer answer = as("adam").admits(id, spellings);
        if (answer.status() == 200) {
            assertThat(arrivals(id).get(0).at("/meta/versionId").asText()).isEqualTo("1");
        } else {
            assertThat(answer.status()).as("another base").isEqualTo(400);
            as("adam").admits(id, JANE, JANE).expecting(200);
        }
        assertThat(statusOfOnlyTask(id)).isEqualTo("accepted");
    }

    /** A decision about it would say that its people are out, who are in. */
    @Test
    default void nobody_decides_on_a_group() {
        String group = as("clinic")
                .post(
                        "Group",
                        "{\"resourceType\":\"Group\",\"type\":\"person\",%s\"member\":[{\"entity\":{\"reference\":\"%s\"}}]}"
                                .formatted(
                                        host().release().isR5() ? "\"membership\":\"enumerated\"," : "\"actual\":true,",
                                        JANE))
                .expecting(201)
                .json()
                .path("id")
                .asText();
        String listed = "Group/" + group;
        EncounterFixture visit = EncounterFixture.aVisit().inProgress().withParticipant(ADAM);
        String id = withWaitingRoom(host().release().isR5() ? visit.withParticipant(listed) : visit.withOther(listed));
        for (String to : List.of("waiting-room", "out")) {
            assertRefused(as("adam").dismisses(id, to, listed), 400, "invalid", "bad-request");
        }
        assertRefused(as("adam").admits(id, listed), 400, "invalid", "bad-request");
        assertThat(arrivals(id)).isEmpty();
    }

    /** The login of a coordinator need not be a resource of this server, nor one that may own a Task. */
    @ParameterizedTest
    @ValueSource(strings = {"Practitioner/not-stored-here", "Person/somebody", "Group/reception", "Patient/jane-doe"})
    default void whoever_may_update_the_visit_decides_and_is_named_in_a_way_that_can_be_stored(String profile) {
        String id = aVisitWithAWaitingRoom();
        Caller coordinator = having(profile, "user/*.cruds");
        coordinator.admits(id, JOHN).expecting(200);
        as("guardian").asksForToken(id).expecting(200);
        coordinator.dismisses(id, "out", JOHN).expecting(200);
        assertThat(statusOfOnlyTask(id)).isEqualTo("rejected");
    }

    /** Participants in the extension need not be stored on this server. */
    @ParameterizedTest
    @ValueSource(strings = {"RelatedPerson/not-stored-here", "Person/somebody", "Device/home-tablet", "CareTeam/none"})
    default void whoever_the_visit_lists_waits_and_can_be_let_in(String listed) {
        String id = withWaitingRoom(aVisitOfJaneWithAdam());
        as("adam")
                .replaces(id, aVisitOfJaneWithAdam().withOther(listed).withId(id))
                .expecting(200);
        Caller person = having(listed, "user/Encounter.rs");
        assertRefused(person.asksForToken(id), 422, "business-rule", "waiting");
        assertThat(value(person(as("adam").asksForStatus(id).json(), listed), "since"))
                .isNotEmpty();
        as("adam").admits(id, listed).expecting(200);
        person.asksForToken(id).expecting(200);
        as("adam").dismisses(id, "out", listed).expecting(200);
        assertRefused(person.asksForToken(id), 403, "forbidden", "dismissed");
    }
}

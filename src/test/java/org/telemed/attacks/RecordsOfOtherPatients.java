package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** Somebody whose {@code patient/} scopes are about one patient reads, by their ids, the records of another one. */
public interface RecordsOfOtherPatients extends PatientRecords {

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.PatientRecords#names")
    default void a_record_of_another_patient_is_as_an_unknown_one(String name) {
        Caller caller = about(name);
        String visit = anEncounterOfMax();
        String observation = isStored("Observation", observation(MAX, ""));
        for (String path : List.of("Encounter/" + visit, "Observation/" + observation, MAX)) {
            String type = path.replaceFirst("/.*", "");
            String unknown = type + "/" + anUnknownId();
            for (String more : List.of(
                    "",
                    "?_summary=true",
                    "?_summary=count",
                    "?_elements=id",
                    "/_history",
                    "/_history?_count=1",
                    "/_history/1",
                    "/_history/2")) {
                assertSame(caller, path, unknown, more);
            }
        }
    }

    private void assertSame(Caller caller, String path, String unknown, String more) {
        Answer answer = caller.get(path + more);
        Answer other = caller.get(unknown + more);
        assertThat(answer.status())
                .as(path + more + answer.body())
                .isEqualTo(other.status())
                .isIn(404, 400);
        assertThat(answer.body().replace(path, unknown)).isEqualTo(other.body());
        assertThat(namesOfHeaders(answer)).isEqualTo(namesOfHeaders(other));
    }

    /** Without the one by which a server ends a connection, after so many requests. */
    private static Set<String> namesOfHeaders(Answer answer) {
        Set<String> names = new TreeSet<>(answer.response().headers().map().keySet());
        names.remove("connection");
        return names;
    }

    @Test
    default void nor_do_conditions_tell() {
        Caller jane = about("jane");
        String visit = anEncounterOfMax();
        for (String id : List.of(visit, anUnknownId())) {
            for (Map.Entry<String, String> condition : Map.of(
                            "If-None-Match", "W/\"1\"", "If-Modified-Since", "Sun, 06 Nov 2050 08:49:37 GMT")
                    .entrySet()) {
                Answer answer = jane.send(jane.request("Encounter/" + id)
                        .header(condition.getKey(), condition.getValue())
                        .GET());
                assertThat(answer.status()).as(answer::body).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.PatientRecords#names")
    default void one_s_own_is_read(String name) {
        Caller caller = about(name);
        String visit = aStored(aVisitOfJaneWithAdam());
        for (String path : List.of(
                JANE,
                "Encounter/" + visit,
                "Encounter/" + visit + "/_history",
                "Encounter/" + visit + "/_history/1",
                "RelatedPerson/john-doe",
                "Practitioner/adam-careful",
                "Encounter?_id=" + visit,
                "Encounter?patient=jane-doe",
                "Encounter?patient=" + JANE,
                "Encounter?subject=" + JANE + "&status=in-progress")) {
            assertThat(caller.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(idsIn(caller.get("Encounter?_id=" + visit))).containsExactly(visit);
        assertThat(idsIn(caller.get("Encounter/" + visit + "/_history"))).containsExactly(visit);
        assertThat(idsIn(caller.get("Patient"))).containsExactly("jane-doe");
    }

    @Test
    default void a_deleted_record_of_another_patient_is_as_an_unknown_one() {
        Caller jane = about("jane");
        String visit = anEncounterOfMax();
        as("clinic").deletes("Encounter/" + visit).expecting(200);
        String unknown = anUnknownId();
        for (String more : List.of("", "/_history", "/_history/1", "/_history/2")) {
            Answer answer = jane.get("Encounter/" + visit + more);
            Answer other = jane.get("Encounter/" + unknown + more);
            assertThat(answer.status()).as(more + answer.body()).isEqualTo(404);
            assertThat(answer.body().replace(visit, unknown)).isEqualTo(other.body());
        }
        assertRefused(jane.get("Encounter/$telemed-token?encounterId=" + visit), 410, "deleted", "encounter-deleted");
        Answer batch = jane.post("", batchOf("Encounter/" + visit, "Encounter/" + unknown));
        assertThat(batch.expecting(200)
                        .json()
                        .at("/entry/0/response")
                        .toString()
                        .replace(visit, unknown))
                .isEqualTo(batch.json().at("/entry/1/response").toString())
                .contains("404");
        assertThat(as("adam").get("Encounter/" + visit).status()).isEqualTo(410);
    }

    @Test
    default void one_s_own_deleted_record_is_known_as_such() {
        Caller jane = about("jane");
        String visit = aStored(aVisitOfJaneWithAdam());
        as("clinic").deletes("Encounter/" + visit).expecting(200);
        assertThat(jane.get("Encounter/" + visit).status()).isEqualTo(410);
        assertThat(jane.get("Encounter/" + visit + "/_history/1").status()).isEqualTo(200);
        assertRefused(jane.asksForToken(visit), 410, "deleted", "encounter-deleted");
        assertRefused(
                jane.get("Encounter/$telemed-token?encounterId=Encounter/" + visit),
                410,
                "deleted",
                "encounter-deleted");
        assertThat(jane.post("", batchOf("Encounter/" + visit))
                        .expecting(200)
                        .json()
                        .at("/entry/0/response/status")
                        .asText())
                .startsWith("410");
    }

    @Test
    default void a_record_that_was_moved_here_keeps_what_it_was_before() {
        String id = isStored("Observation", observation(MAX, ""));
        as("clinic").put("Observation/" + id, withId(id, observation(JANE, ""))).expecting(200);
        Caller jane = about("jane");
        assertThat(jane.get("Observation/" + id).status()).isEqualTo(200);
        assertThat(jane.get("Observation/" + id + "/_history/2").status()).isEqualTo(200);
        assertThat(jane.get("Observation/" + id + "/_history/1").status()).isEqualTo(404);
        Answer history = jane.get("Observation/" + id + "/_history");
        assertThat(idsIn(history)).hasSize(1);
        assertThat(history.body()).doesNotContain(SECRET);
        assertThat(history.json().has("total")).isFalse();
    }

    @Test
    default void a_record_that_was_moved_away_takes_its_history_along() {
        String id = isStored("Observation", observation(JANE, ""));
        as("clinic").put("Observation/" + id, withId(id, observation(MAX, ""))).expecting(200);
        Caller jane = about("jane");
        for (String more : List.of("", "/_history/1", "/_history/2", "/_history")) {
            assertThat(jane.get("Observation/" + id + more).status()).as(more).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_history",
                "Encounter/_history",
                "Patient/_history",
                "Practitioner/_history",
                "?_type=Encounter",
                "?_id=visit-eve",
                "Patient/max-elsewhere/Encounter",
                "Patient/max-elsewhere/*",
                "Patient/jane-doe/Encounter",
                "Patient/max-elsewhere/$everything",
                "Patient/jane-doe/$everything",
                "Patient/$everything",
                "Encounter/visit-eve/$everything",
                "$graphql?query=%7BPatientList%7Bid%7D%7D",
                "Patient/max-elsewhere/$graphql?query=%7Bid%7D",
                "$export",
                "Patient/$export",
                "Group/x/$export",
                "$meta",
                "Patient/$meta",
                "Patient/max-elsewhere/$meta",
                "Patient/max-elsewhere/$validate",
                "Observation/$lastn",
                "Patient/max-elsewhere/$expunge",
                "$get-resource-counts",
                "Practitioner",
                "Practitioner?_id=adam-careful",
                "Organization",
                "Subscription",
                "Binary/x",
                "Questionnaire"
            })
    default void what_no_compartment_narrows_is_refused(String path) {
        for (String name : List.of("jane", "her father", "a doctor with jane in the launch")) {
            Answer answer = about(name).get(path);
            assertThat(answer.status()).as(path + answer.body()).isBetween(400, 499);
            assertThat(answer.body()).doesNotContain("Elsewhere", "\"entry\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$expunge",
                "$reindex",
                "$export",
                "Patient/max-elsewhere/$meta-add",
                "Patient/$validate",
                "$process-message"
            })
    default void operations_of_the_server_are_refused(String path) {
        Answer answer = about("jane").post(path, "{\"resourceType\":\"Parameters\"}");
        assertThat(answer.status()).as(answer::body).isBetween(400, 499);
    }

    @Test
    default void a_token_for_a_visit_of_another_patient_is_for_those_who_take_part() {
        String visit = aRoomFor(aVisitOfJaneWithAdam().withSubject(MAX).withOther(JANE));
        Caller jane = about("jane");
        assertThat(jane.reads(visit).status()).isEqualTo(404);
        jane.asksForToken(visit).expecting(200);
        assertRefused(jane.asksForToken(anEncounterOfMax()), 403, "forbidden", "not-a-participant");
        assertRefused(jane.asksForToken(anUnknownId()), 404, "not-found", "encounter-not-found");
        janeWith("user/Encounter.r").asksForToken(visit).expecting(200);
        janeWith("patient/*.rs", "user/Encounter.r").asksForToken(visit).expecting(200);
    }

    @Test
    default void a_token_for_one_s_own_visit_needs_no_more() {
        String visit = aRoomFor(aVisitOfJaneWithAdam().withParticipant("RelatedPerson/john-doe"));
        about("jane").asksForToken(visit).expecting(200);
        about("her father").asksForToken(visit).expecting(200);
        assertRefused(janeWith("patient/Observation.rs").asksForToken(visit), 403, "forbidden", "not-allowed");
        assertRefused(janeWith("patient/Encounter.s").asksForToken(visit), 403, "forbidden", "not-allowed");
        janeWith("patient/Encounter.r").asksForToken(visit).expecting(200);
    }

    private static String withId(String id, String json) {
        return json.replaceFirst("\\{", "{\"id\":\"" + id + "\",");
    }
}

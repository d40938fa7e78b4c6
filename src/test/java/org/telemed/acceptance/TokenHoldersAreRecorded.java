package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who was given which identity stands in the host's own repository, once. */
public interface TokenHoldersAreRecorded extends Acceptance {

    @Test
    default void one_record_for_each_person_and_visit() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (int i = 0; i < 3; i++) {
            as("jane").asksForToken(id).expecting(200);
            as("adam").asksForToken(id).expecting(200);
        }
        assertThat(recordsOf(id)).hasSize(2);
        as("jane").asksForToken(aRoomFor(aVisitOfJaneWithAdam())).expecting(200);
        assertThat(recordsOf(id)).hasSize(2);
    }

    @Test
    default void one_record_for_each_identity_and_each_profile() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (String user : List.of("login-1", "login-2")) {
            for (String profile : List.of("Patient/jane-doe", "Practitioner/adam-careful")) {
                Caller caller = with(host().tokenWith(Map.of("sub", user, "fhirUser", profile)));
                caller.asksForToken(id).expecting(200);
                caller.asksForToken(id).expecting(200);
            }
        }
        assertThat(recordsOf(id)).hasSize(4);
    }

    @Test
    default void a_record_says_who_and_which_and_not_the_token() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String token = as("jane").asksForToken(id).parameter("token");
        assertThat(recordsOf(id)).singleElement().satisfies(record -> {
            assertThat(record.toString()).contains("Patient/jane-doe", "Encounter/" + id, "\"jane\"");
            for (String part : token.split("\\.")) {
                assertThat(record.toString()).doesNotContain(part);
            }
            as("adam").get("AuditEvent/" + record.path("id").asText()).expecting(200);
        });
    }

    @Test
    default void a_record_is_found_by_the_visit_and_by_the_person() {
        String person = as("adam")
                .post("Practitioner", "{\"resourceType\":\"Practitioner\"}")
                .expecting(201)
                .json()
                .path("id")
                .asText();
        String profile = "Practitioner/" + person;
        List<String> visits = List.of(
                aRoomFor(aVisitOfJaneWithAdam().withParticipant(profile)),
                aRoomFor(aVisitOfJaneWithAdam().withParticipant(profile)));
        Caller caller = with(host().tokenWith(Map.of("sub", "login-of-" + person, "fhirUser", profile)));
        visits.forEach(visit -> caller.asksForToken(visit).expecting(200));
        assertThat(auditEvents(profile, "token-issued")).hasSize(2);
        assertThat(recordsOf(visits.get(0)))
                .singleElement()
                .satisfies(record -> assertThat(record.toString()).contains(profile));
        visits.forEach(visit -> as("adam").deletes("Encounter/" + visit).expecting(200));
        as("adam").deletes("Practitioner?_id=" + person).expecting(200);
        assertThat(recordsOf(visits.get(0))).hasSize(1);
        assertThat(auditEvents(profile, "token-issued")).hasSize(2);
    }

    @Test
    default void a_refusal_leaves_no_record() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("eve").asksForToken(id).expecting(403);
        assertThat(recordsOf(id)).isEmpty();
    }

    @Test
    default void fifty_first_tokens_at_once_make_one_record() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        List<Answer> answers = atOnce(50, () -> as("jane").tokenFor(id));
        assertThat(answers).allSatisfy(answer -> answer.expecting(200));
        assertThat(answers.stream().map(answer -> answer.parameter("token")).distinct())
                .hasSize(50);
        assertThat(recordsOf(id)).hasSize(1);
    }

    @Test
    default void an_encounter_with_records_can_be_deleted() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("jane").asksForToken(id).expecting(200);
        as("adam").deletes("Encounter/" + id).expecting(200);
        as("adam").reads(id).expecting(410);
    }

    @Test
    default void a_person_with_records_can_be_deleted() {
        String person = as("adam")
                .post("Patient", "{\"resourceType\":\"Patient\"}")
                .expecting(201)
                .json()
                .path("id")
                .asText();
        String id = aRoomFor(aVisitOfJaneWithAdam().withSubject("Patient/" + person));
        with(host().tokenWith(Map.of("sub", "joe", "fhirUser", "Patient/" + person)))
                .asksForToken(id)
                .expecting(200);
        as("adam").deletes("Encounter/" + id).expecting(200);
        as("adam").deletes("Patient/" + person).expecting(200);
    }

    @Test
    default void nobody_else_writes_changes_or_deletes_one() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("jane").asksForToken(id).expecting(200);
        ObjectNode record = recordsOf(id).get(0).deepCopy();
        String path = "AuditEvent/" + record.path("id").asText();
        String changed = "[{\"op\":\"replace\",\"path\":\"/action\",\"value\":\"D\"}]";
        for (String client : List.of("adam", "clinic")) {
            assertNotTheirs(as(client).post("AuditEvent", withoutId(record).toString()));
            assertNotTheirs(as(client).post("", transactionWith(withoutId(record))));
            assertNotTheirs(as(client).put(path, record.toString()));
            assertNotTheirs(as(client).patch(path, "application/json-patch+json", changed));
            assertNotTheirs(as(client).put("AuditEvent?_id=" + record.path("id").asText(), record.toString()));
            assertNotTheirs(as(client).deletes(path));
            assertNotTheirs(as(client).deletes(path + "?_cascade=delete"));
            assertNotTheirs(
                    as(client).deletes("AuditEvent?_id=" + record.path("id").asText()));
        }
        assertThat(recordsOf(id)).containsExactly(record);
    }

    @Test
    default void nobody_makes_one_of_an_event_of_their_own() {
        ObjectNode record = recordOfJane();
        ObjectNode own = record.deepCopy();
        own.remove("subtype");
        if (host().release().isR5()) {
            own.set("code", own.path("category").path(0));
        }
        ObjectNode stored = (ObjectNode)
                as("clinic").post("AuditEvent", own.toString()).expecting(201).json();
        String id = stored.path("id").asText();
        assertNotTheirs(
                as("clinic").put("AuditEvent/" + id, record.put("id", id).toString()));
        as("clinic")
                .put("AuditEvent/" + id, stored.put("action", "R").toString())
                .expecting(200);
        as("clinic").deletes("AuditEvent/" + id).expecting(200);
    }

    @Test
    default void nobody_stores_what_looks_like_one() {
        String record = recordOfJane().toString();
        String system = "https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-event";
        for (String alike : List.of(
                record.replace(system, system + " "),
                record.replace(system, system.replace("telemed-event", "Telemed-Event")),
                record.replace(system, system.replace("https", "http")),
                record.replace("\"system\":\"" + system + "\",", ""))) {
            assertThat(alike).isNotEqualTo(record);
            assertNotTheirs(as("clinic").post("AuditEvent", alike));
        }
    }

    private ObjectNode recordOfJane() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        as("jane").asksForToken(id).expecting(200);
        return withoutId((ObjectNode) recordsOf(id).get(0));
    }

    private void assertNotTheirs(Answer answer) {
        assertRefused(answer, 403, "forbidden", "not-allowed");
    }

    private static ObjectNode withoutId(ObjectNode resource) {
        ObjectNode copy = resource.deepCopy();
        copy.remove(List.of("id", "meta"));
        return copy;
    }

    private static String transactionWith(ObjectNode resource) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":%s,".formatted(resource)
                + "\"request\":{\"method\":\"POST\",\"url\":\"AuditEvent\"}}]}";
    }

    private List<JsonNode> recordsOf(String encounter) {
        return auditEvents("Encounter/" + encounter, "token-issued");
    }
}

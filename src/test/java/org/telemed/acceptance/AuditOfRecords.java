package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.telemed.conformance.Conformance;

/** With {@code telemed.audit.balp}, each read and write of records leaves an AuditEvent; the README's searches find them. */
interface AuditOfRecords extends InThisProcess {

    String ON = "telemed.audit.balp=true";

    Duration SOON = Duration.ofSeconds(20);

    @Test
    default void who_saw_this_patient_is_found_by_the_documented_search() {
        String patient = aPatient();
        String visit = aRoomFor(aVisitOfJaneWithAdam().withSubject(patient));
        Caller adam = as("adam");
        adam.get(patient).expecting(200);
        adam.get("Encounter?patient=" + patient).expecting(200);
        adam.get(patient + "/_history").expecting(200);
        as("eve").get("Encounter/" + visit).expecting(200);
        adam.asksForToken(visit).expecting(200);
        List<JsonNode> seen = soon("who saw this patient", patient, events -> events.size() >= 5);
        assertThat(seen).extracting(AuditOfRecords::interactionOf).contains("read", "search-type", "history-instance");
        assertThat(seen)
                .filteredOn(event -> isBy(event, "Practitioner/eve-outsider"))
                .hasSize(1);
        assertThat(seen)
                .filteredOn(event -> event.toString().contains("token-sent"))
                .singleElement()
                .satisfies(event ->
                        assertThat(isBy(event, "Practitioner/adam-careful")).isTrue());
        assertThat(seen)
                .allSatisfy(event -> assertThat(Conformance.in(host().release()).unexplained(withoutProfile(event)))
                        .as(event.toPrettyString())
                        .isEmpty());
    }

    @Test
    default void who_changed_this_patient_is_found_by_the_documented_search() {
        String patient = aPatient();
        as("clinic").put(patient, patient(patient.split("/")[1], "Second")).expecting(200);
        as("clinic").deletes(patient).expecting(200);
        List<JsonNode> changed = soon("who changed this patient's records", patient, events -> events.size() >= 3);
        assertThat(changed)
                .extracting(AuditOfRecords::interactionOf)
                .containsExactlyInAnyOrder("create", "update", "delete");
    }

    @Test
    default void the_audited_records_can_still_be_deleted_and_found() {
        String patient = aPatient();
        as("adam").get(patient).expecting(200);
        soon("who saw this patient", patient, events -> !events.isEmpty());
        as("clinic").deletes(patient).expecting(200);
        assertThat(found("who saw this patient", patient)).isNotEmpty();
    }

    @Test
    default void entries_of_bundles_and_answers_that_show_are_audited() {
        String patient = aPatient();
        as("adam").post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"request":{"method":"GET","url":"%s"}}]}""".formatted(patient)).expecting(200);
        as("adam").post("", """
                {"resourceType":"Bundle","type":"batch","entry":[
                 {"request":{"method":"GET","url":"Patient?_id=%s"}}]}""".formatted(patient.split("/")[1])).expecting(200);
        as("adam").patch(patient, "application/json-patch+json", """
                [{"op":"replace","path":"/name/0/family","value":"First"}]""").expecting(200);
        List<JsonNode> seen = soon("who saw this patient", patient, events -> events.size() >= 3);
        assertThat(seen)
                .extracting(AuditOfRecords::interactionOf)
                .containsExactlyInAnyOrder("read", "search-type", "patch");
    }

    @Test
    default void each_entry_of_a_batch_names_who_sent_it_and_what_it_asked() {
        List<String> patients = Stream.generate(this::aPatient).limit(12).toList();
        String entries = patients.stream()
                .map(patient -> "{\"request\":{\"method\":\"GET\",\"url\":\"" + patient + "\"}},"
                        + "{\"request\":{\"method\":\"GET\",\"url\":\"Patient?_id=" + patient.split("/")[1] + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        String batch = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":" + entries + "}";
        String requestId = UUID.randomUUID().toString();
        Caller adam = as("adam");
        adam.send(adam.request("")
                        .header("Content-Type", "application/fhir+json")
                        .header("X-Request-ID", requestId)
                        .POST(HttpRequest.BodyPublishers.ofString(batch)))
                .expecting(200);
        for (String patient : patients) {
            List<JsonNode> seen = soon("who saw this patient", patient, events -> events.size() >= 2);
            assertThat(seen).extracting(AuditOfRecords::interactionOf).containsExactlyInAnyOrder("read", "search-type");
            assertThat(seen).allSatisfy(event -> {
                assertThat(isBy(event, "Practitioner/adam-careful"))
                        .as(event.toPrettyString())
                        .isTrue();
                assertThat(event.toString()).contains(requestId).doesNotContain("GET null");
            });
            assertThat(seen)
                    .filteredOn(event -> interactionOf(event).equals("search-type"))
                    .singleElement()
                    .satisfies(event -> assertThat(queryOf(event)).contains("/Patient?_id=" + patient.split("/")[1]));
        }
    }

    private static String queryOf(JsonNode event) {
        for (JsonNode entity : event.path("entity")) {
            if (entity.has("query")) {
                return new String(
                        Base64.getDecoder().decode(entity.path("query").asText()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Test
    default void a_page_shows_patients_as_a_search_does() {
        String tag = UUID.randomUUID().toString();
        List<String> patients = Stream.generate(() -> aPatient(tag)).limit(3).toList();
        Answer first = as("adam").get("Patient?family=" + tag + "&_count=2").expecting(200);
        String next = "";
        for (JsonNode link : first.json().path("link")) {
            if (link.path("relation").asText().equals("next")) {
                next = link.path("url").asText().replaceFirst("^[^?]*", "");
            }
        }
        as("adam").get(next).expecting(200);
        for (String patient : patients) {
            soon("who saw this patient", patient, events -> events.size() == 1);
        }
    }

    @Test
    default void what_nobody_saw_is_no_reading() {
        String patient = aPatient();
        String visit = aRoomFor(aVisitOfJaneWithAdam().withSubject(patient));
        as("eve").asksForToken(visit).expecting(403);
        Answer refused = with(host().tokenWith(Map.of("sub", "no-scope", "scope", "user/Observation.rs")))
                .get(patient);
        as("adam").asksForToken(visit).expecting(200);
        List<JsonNode> seen = soon("who saw this patient", patient, events -> !events.isEmpty());
        if (refused.status() == 403) { // many hosts say nothing about scopes
            assertThat(seen).extracting(AuditOfRecords::interactionOf).containsExactly("operation");
        }
    }

    @Test
    default void reading_the_trail_is_audited_and_ends_there() {
        String patient = aPatient();
        as("adam").get(patient).expecting(200);
        String event = soon("who saw this patient", patient, events -> !events.isEmpty())
                .get(0)
                .path("id")
                .asText();
        as("clinic").get("AuditEvent/" + event).expecting(200);
        await().atMost(SOON)
                .until(() -> auditEvents("AuditEvent/" + event, "record-shown").size() == 1);
    }

    private List<JsonNode> soon(String question, String about, Predicate<List<JsonNode>> enough) {
        await(question).atMost(SOON).until(() -> enough.test(found(question, about)));
        return found(question, about);
    }

    private List<JsonNode> found(String question, String about) {
        Caller auditor = as("clinic");
        List<JsonNode> events = new ArrayList<>();
        auditor.send(auditor.request(DocumentedSearches.of(question, about, host().release()) + "&_count=200")
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .json()
                .path("entry")
                .forEach(entry -> events.add(entry.path("resource")));
        return events;
    }

    private String aPatient() {
        return aPatient("First");
    }

    private String aPatient(String family) {
        return "Patient/"
                + as("clinic")
                        .post("Patient", patient("x", family).replace("\"id\":\"x\",", ""))
                        .expecting(201)
                        .json()
                        .path("id")
                        .asText();
    }

    private static String patient(String id, String family) {
        return "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"name\":[{\"family\":\"%s\"}]}".formatted(id, family);
    }

    /** The profile is IHE's, which the build does not have. */
    private static String withoutProfile(JsonNode event) {
        ObjectNode copy = event.deepCopy();
        copy.withObjectProperty("meta").remove("profile");
        return copy.toString();
    }

    private static boolean isBy(JsonNode event, String person) {
        for (JsonNode agent : event.path("agent")) {
            if (agent.path("requestor").asBoolean()) {
                return agent.at("/who/identifier/value").asText().equals(person);
            }
        }
        return false;
    }

    private static String interactionOf(JsonNode event) {
        JsonNode codings = event.has("subtype") ? event.path("subtype") : event.at("/code/coding");
        for (JsonNode coding : codings) {
            if (coding.path("system").asText().equals("http://hl7.org/fhir/restful-interaction")) {
                return coding.path("code").asText();
            }
        }
        return "";
    }
}

package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.telemed.fhir.EncounterFixture;

/** What all topics of the suite build on. */
@Tag("server")
public interface Acceptance {

    Host host();

    /** After faults our circuit may be open, and all tests share it: good calls close it. */
    @AfterEach
    default void twilio_is_well_again() {
        if (twilio().isWellAgain()) {
            for (int call = 0; call < 6; call++) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> as("adam")
                                        .createsRoomFor(aVisitOfJaneWithAdam())
                                        .status()
                                == 200);
            }
        }
    }

    default Emulator twilio() {
        return host().twilio();
    }

    /** A client of the demo. */
    default Caller as(String client) {
        return new Caller(host(), host().tokenOf(client));
    }

    /** Whoever has that access token; nobody, if it is empty. */
    default Caller with(String token) {
        return new Caller(host(), token);
    }

    default StoredEncounter encounterIn(Answer answer) {
        return new StoredEncounter(answer.expecting(200).json(), host().release());
    }

    /** The Encounter as it is stored now. */
    default StoredEncounter stored(String id) {
        return encounterIn(as("adam").reads(id));
    }

    /** Stored without a room; its id. */
    default String aStored(EncounterFixture encounter) {
        return as("adam").stores(encounter).expecting(201).json().path("id").asText();
    }

    /** Stored with a room; its id. */
    default String aRoomFor(EncounterFixture encounter) {
        return encounterIn(as("adam").createsRoomFor(encounter)).id();
    }

    /** Of jane with adam, in progress. */
    default EncounterFixture aVisitOfJaneWithAdam() {
        return aVisit().inProgress().withSubject("Patient/jane-doe").withParticipant("Practitioner/adam-careful");
    }

    /** The same, with what a repository may store apart or write in another way. */
    default EncounterFixture aVisitThatHoldsMuch() {
        return aVisitOfJaneWithAdam()
                .with("language", "\"de\"")
                .with("meta", """
                        {"profile": ["http://example.org/a"],
                         "security": [{"system": "http://example.org/secrecy", "code": "R"}],
                         "tag": [{"system": "http://example.org/tags", "code": "a"}]}""")
                .with(
                        "text",
                        "{\"status\": \"additional\","
                                + " \"div\": \"<div xmlns='http://www.w3.org/1999/xhtml'>A <b>visit</b></div>\"}")
                .with("contained", "[{\"resourceType\": \"Location\", \"id\": \"ward\", \"name\": \"Ward 3\"}]")
                .with("location", "[{\"location\": {\"reference\": \"#ward\", \"display\": \"Ward\"}}]")
                .with("identifier", "[{\"system\": \"http://example.org/visits\", \"value\": \"17\"}]");
    }

    /** A Parameters resource with these parameters, as JSON. */
    default String parameters(String parameters) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[%s]}".formatted(parameters);
    }

    default String maxParticipants(String number) {
        return "{\"name\":\"maxParticipants\",\"valuePositiveInt\":%s}".formatted(number);
    }

    /** AuditEvents of ours by the documented search: about an Encounter or a person, with one of our codes. */
    default List<JsonNode> auditEvents(String policy, String code) {
        String parameter = host().release().isR5() ? "code" : "subtype";
        Caller adam = as("adam");
        Answer answer = adam.send(adam.request("AuditEvent?policy=" + policy + "&" + parameter
                        + "=https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-event%7C" + code + "&_count=200")
                .header("Cache-Control", "no-cache")
                .GET());
        List<JsonNode> events = new ArrayList<>();
        answer.expecting(200).json().path("entry").forEach(entry -> events.add(entry.path("resource")));
        return events;
    }

    /** A refusal with all that the contract wants in one. */
    default void assertRefused(Answer answer, int status, String issueCode, String code) {
        assertThat(answer.status()).as(answer::body).isEqualTo(status);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.issue().path("severity").asText()).isEqualTo("error");
        assertThat(answer.issue().path("code").asText()).isEqualTo(issueCode);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.issue().at("/details/coding/0/system").asText())
                .isEqualTo("https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-error");
        String text = answer.issue().at("/details/text").asText();
        assertThat(text)
                .isNotBlank()
                .isEqualTo(answer.issue().path("diagnostics").asText());
        assertThat(text).doesNotContain("HAPI-", "Exception", "ca.uhn", "org.telemed");
        assertThat(answer.body()).doesNotContain("\\tat ", "demo-api-key-secret");
    }

    /** No room is left behind, and no Encounter is stored. Rooms of earlier tests may come to their end meanwhile. */
    default Answer changingNothing(Request request) {
        Set<String> rooms = twilio().sidsInProgress();
        int encounters = numberOfEncounters();
        Answer answer = request.send();
        assertThat(twilio().sidsInProgress())
                .as("rooms in progress after " + answer)
                .isSubsetOf(rooms);
        assertThat(numberOfEncounters()).as("Encounters after " + answer).isEqualTo(encounters);
        return answer;
    }

    /** So many of the same, without waiting for each other. */
    default List<Answer> atOnce(int number, Supplier<HttpRequest.Builder> request) {
        return allAtOnce(Stream.generate(request).limit(number).toList());
    }

    /** All of these, without waiting for each other. */
    default List<Answer> allAtOnce(List<HttpRequest.Builder> requests) {
        return requests.stream().map(host().http()::sendAsync).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** How many there are now, not as some search before remembers. */
    default int numberOfEncounters() {
        Caller adam = as("adam");
        return adam.send(adam.request("Encounter?_summary=count")
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .json()
                .path("total")
                .asInt(-1);
    }

    /** Something that a caller sends. */
    @FunctionalInterface
    interface Request {
        Answer send();
    }
}

package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever comes and goes leaves AuditEvents, by Twilio's reports. */
public interface WhoWasThere extends Acceptance {

    @Test
    default void each_coming_and_each_going_is_found_by_a_search() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer token = as("jane").asksForToken(id).expecting(200);
        String room = token.parameter("room");
        JsonNode stay =
                twilio().joins(room, token.parameter("token")).expecting(201).json();
        isFoundOnce("joined", id, room, stay.path("start_time").asText());
        assertThat(found("left", id)).isEmpty();
        twilio().leaves(room, "jane");
        String end = twilio().stays(room).get(0).path("end_time").asText();
        isFoundOnce("left", id, room, end);
        twilio().completed(room);
        await("the room's end is known")
                .atMost(Duration.ofSeconds(20))
                .until(() -> as("jane")
                        .get("Encounter/" + id + "/$telemed-token")
                        .errorCode()
                        .equals("room-lapsed"));
        assertThat(found("joined", id)).hasSize(1);
        assertThat(found("left", id)).hasSize(1);
    }

    private void isFoundOnce(String code, String encounter, String room, String time) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !found(code, encounter).isEmpty());
        assertThat(found(code, encounter)).singleElement().satisfies(event -> {
            assertThat(event.toString()).contains("\"" + room + "\"", "\"jane\"");
            assertThat(event.toString()).doesNotContain("Patient/jane-doe");
            assertThat(Instant.parse(event.path("recorded").asText()))
                    .isBetween(
                            Instant.parse(time).minusSeconds(1),
                            Instant.parse(time).plusSeconds(1));
        });
    }

    /** By its code, which every FHIR version can search for, among the newest. */
    private List<JsonNode> found(String code, String encounter) {
        String parameter = host().release().isR5() ? "code" : "subtype";
        String system = "https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-event%7C";
        Caller adam = as("adam");
        Answer answer = adam.send(
                adam.request("AuditEvent?" + parameter + "=" + system + code + "&_sort=-_lastUpdated&_count=100")
                        .header("Cache-Control", "no-cache")
                        .GET());
        List<JsonNode> events = new ArrayList<>();
        answer.expecting(200).json().path("entry").forEach(entry -> events.add(entry.path("resource")));
        return events.stream()
                .filter(event -> event.toString().contains("\"Encounter/" + encounter + "\""))
                .toList();
    }
}

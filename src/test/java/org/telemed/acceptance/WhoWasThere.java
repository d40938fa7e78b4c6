package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever comes and goes leaves AuditEvents, by Twilio's reports; the searches of the README find them. */
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

    @Test
    default void a_persons_visits_are_found_by_a_search() {
        String person = "Patient/"
                + as("adam")
                        .post("Patient", "{\"resourceType\":\"Patient\"}")
                        .expecting(201)
                        .json()
                        .path("id")
                        .asText();
        for (int visit = 1; visit <= 2; visit++) {
            String id = aRoomFor(aVisitOfJaneWithAdam().withSubject(person));
            Answer token = with(host().tokenWith(Map.of("sub", "user of " + person, "fhirUser", person)))
                    .asksForToken(id)
                    .expecting(200);
            twilio().joins(token.parameter("room"), token.parameter("token")).expecting(201);
            int visits = visit;
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> auditEvents(person, "joined").size() == visits);
            assertThat(auditEvents(person, "joined"))
                    .anyMatch(event -> event.toString().contains("\"Encounter/" + id + "\""));
        }
    }

    private void isFoundOnce(String code, String encounter, String room, String time) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !found(code, encounter).isEmpty());
        assertThat(found(code, encounter)).singleElement().satisfies(event -> {
            assertThat(event.toString()).contains("\"" + room + "\"", "\"jane\"");
            assertThat(event.at("/agent/0/who/identifier/value").asText()).isEqualTo("Patient/jane-doe");
            assertThat(Instant.parse(event.path("recorded").asText()))
                    .isBetween(
                            Instant.parse(time).minusSeconds(1),
                            Instant.parse(time).plusSeconds(1));
        });
    }

    private List<JsonNode> found(String code, String encounter) {
        return auditEvents("Encounter/" + encounter, code);
    }
}

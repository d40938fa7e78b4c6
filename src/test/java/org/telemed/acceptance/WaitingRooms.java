package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.acceptance.EventStream.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.telemed.fhir.EncounterFixture;

/** Visits with a waiting room, and what is seen of it. */
public interface WaitingRooms extends Acceptance {
    String JANE = "Patient/jane-doe";
    String JOHN = "RelatedPerson/john-doe";
    String ADAM = "Practitioner/adam-careful";

    /** Of jane and john with adam, who has to let them in. */
    default String aVisitWithAWaitingRoom() {
        return withWaitingRoom(aVisitOfJaneWithAdam().withOther(JOHN));
    }

    default String withWaitingRoom(EncounterFixture encounter) {
        return encounterIn(as("adam")
                        .post("Encounter/$create-telemed-room?waitingRoom=true", encounter.json(host().release())))
                .id();
    }

    /** The Tasks of a visit. */
    default List<JsonNode> arrivals(String id) {
        Caller adam = as("adam");
        List<JsonNode> tasks = new ArrayList<>();
        adam.send(adam.request("Task?group-identifier=" + id)
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .json()
                .path("entry")
                .forEach(entry -> tasks.add(entry.path("resource")));
        return tasks;
    }

    default String statusOfOnlyTask(String id) {
        assertThat(arrivals(id)).hasSize(1);
        return arrivals(id).get(0).path("status").asText();
    }

    /** What the caller's own status says. */
    default String stateOf(String client, String id) {
        return value(as(client).asksForStatus(id).expecting(200).json(), "state");
    }

    /** The entry of a person in a moderator's status. */
    default JsonNode person(JsonNode status, String reference) {
        for (JsonNode parameter : status.path("parameter")) {
            if (value(parameter, "reference").equals(reference)) {
                return parameter;
            }
        }
        throw new AssertionError("no " + reference + " in " + status);
    }

    /** Whoever has that profile, with a login that outlives every clock of the tests; without a profile, if it is empty. */
    default Caller having(String profile, String scopes) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "sub",
                "sub-of-" + profile,
                "scope",
                List.of(scopes.split(" ")),
                "exp",
                Instant.now().plus(90, ChronoUnit.DAYS).getEpochSecond()));
        if (!profile.isEmpty()) {
            claims.put("fhirUser", profile);
        }
        return with(host().tokenWith(claims));
    }
}

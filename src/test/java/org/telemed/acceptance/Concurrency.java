package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Everybody at once. */
public interface Concurrency extends Acceptance {

    @Test
    default void fifty_creates_on_one_encounter_give_one_room() {
        String id = aStored(aVisitOfJaneWithAdam());
        List<Answer> answers = atOnce(50, () -> as("adam").roomOn(id));
        assertThat(answers).allSatisfy(answer -> answer.expecting(200));
        assertThat(roomsIn(answers)).hasSize(1);
        assertThat(twilio().roomsNamed(id)).hasSize(1);
        assertThat(stored(id).version()).isEqualTo("2");
        assertThat(roomsIn(answers)).containsExactly(stored(id).room());
    }

    @Test
    default void fifty_creates_of_new_encounters_give_fifty() {
        int before = numberOfEncounters();
        String encounter = aVisitOfJaneWithAdam().json(host().release());
        List<Answer> answers = atOnce(
                50,
                () -> as("adam")
                        .request("Encounter/$create-telemed-room")
                        .header("Content-Type", Http.FHIR_JSON)
                        .POST(BodyPublishers.ofString(encounter)));
        assertThat(answers).allSatisfy(answer -> answer.expecting(200));
        assertThat(roomsIn(answers)).hasSize(50);
        assertThat(numberOfEncounters()).isEqualTo(before + 50);
    }

    @Test
    default void creates_and_changes_at_once_lose_neither() {
        String id = aStored(aVisitOfJaneWithAdam().planned());
        String changed = aVisitOfJaneWithAdam().withId(id).json(host().release());
        List<HttpRequest.Builder> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(as("adam").roomOn(id));
            requests.add(as("adam")
                    .request("Encounter/" + id)
                    .header("Content-Type", Http.FHIR_JSON)
                    .PUT(BodyPublishers.ofString(changed)));
        }
        assertThat(allAtOnce(requests))
                .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409));
        StoredEncounter after = stored(id);
        assertThat(after.json().path("status").asText()).isEqualTo("in-progress");
        assertThat(twilio().roomsNamed(id)).hasSizeLessThanOrEqualTo(1);
        assertThat(encounterIn(as("adam").createsRoomOn(id)).room())
                .isEqualTo(twilio().roomsNamed(id).get(0).path("sid").asText());
    }

    private Set<String> roomsIn(List<Answer> answers) {
        return answers.stream().map(answer -> encounterIn(answer).room()).collect(Collectors.toSet());
    }
}

package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.StoredEncounter;
import org.telemed.acceptance.WaitingRooms;
import org.telemed.fhir.EncounterFixture;

/** Somebody switches the waiting room of a visit off. */
public interface SwitchedOffWaitingRooms extends WaitingRooms {

    static Stream<String> switches() {
        String url = StoredEncounter.WAITING_ROOM;
        return Stream.of(
                extension(url, "\"valueBoolean\":false"),
                extension(url, "\"valueString\":\"false\""),
                extension(url, "\"valueCode\":\"false\""),
                extension(url, "\"valueBoolean\":false") + "," + extension(url, "\"valueBoolean\":false"),
                extension(url.toUpperCase(Locale.ROOT), "\"valueBoolean\":false"),
                extension(url.replace("https", "http"), "\"valueBoolean\":false"),
                extension(" " + url, "\"valueBoolean\":false"),
                extension(url + " ", "\"valueBoolean\":false"),
                extension(url + "\\n", "\"valueBoolean\":false"),
                extension(url + "|1", "\"valueBoolean\":false"),
                extension(url + "#", "\"valueBoolean\":false"),
                extension("urn:x", "\"extension\":[" + extension(url, "\"valueBoolean\":false") + "]"),
                extension(url, "\"extension\":[" + extension(url, "\"valueBoolean\":false") + "]"),
                extension(
                        url,
                        "\"_valueBoolean\":{\"extension\":[" + extension("urn:x", "\"valueString\":\"x\"") + "]}"));
    }

    private static String extension(String url, String content) {
        return "{\"url\":\"" + url + "\"," + content + "}";
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.SwitchedOffWaitingRooms#switches")
    default void no_extension_that_a_client_sends_switches_it_off(String extension) {
        String id = aVisitWithAWaitingRoom();
        EncounterFixture visit = aVisitOfJaneWithAdam().withOther(JOHN).withId(id);
        for (EncounterFixture sent : List.of(
                visit.with("language", "\"de\"").withExtension(extension),
                aVisitOfJaneWithAdam()
                        .withOther(JOHN)
                        .withId(id)
                        .with("language", "\"fr\"")
                        .with("modifierExtension", "[" + extension + "]"),
                aVisitOfJaneWithAdam()
                        .withOther(JOHN)
                        .withId(id)
                        .with(
                                "contained",
                                "[{\"resourceType\":\"Location\",\"id\":\"l\",\"extension\":[" + extension + "]}]")
                        .with(
                                "location",
                                "[{\"location\":{\"reference\":\"#l\"},\"extension\":[" + extension + "]}]"))) {
            as("adam").replaces(id, sent);
            as("adam").createsRoomFor(sent);
            assertThat(stored(id).waitingRooms()).containsExactly("true");
            assertRefused(as("jane").asksForToken(id), 422, "business-rule", "waiting");
        }
        as("adam").reads(id).expecting(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jane", "guardian", "eve", "tablet"})
    default void who_may_not_update_the_visit_does_not_switch_it_off(String client) {
        String id = aVisitWithAWaitingRoom();
        String version = stored(id).version();
        Caller caller = client.equals("jane") ? with(host().tokenOf("jane", "patient/*.rs")) : as(client);
        String off = parameters("{\"name\":\"waitingRoom\",\"valueBoolean\":false}");
        String whole = aVisitOfJaneWithAdam().withOther(JOHN).withId(id).json(host().release());
        for (Answer refused : List.of(
                caller.post("Encounter/" + id + "/$create-telemed-room?waitingRoom=false", ""),
                caller.post("Encounter/" + id + "/$create-telemed-room", off),
                caller.post("Encounter/$create-telemed-room?waitingRoom=false", whole))) {
            assertThat(refused.status()).as(refused::body).isIn(400, 403, 404);
        }
        assertThat(stored(id).version()).isEqualTo(version);
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "waiting");
    }
}

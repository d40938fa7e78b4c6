package org.telemed.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Call;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.Host;
import org.telemed.acceptance.Http;
import org.telemed.acceptance.StoredEncounter;
import org.telemed.fhir.EncounterFixture;

/** What all topics about two nodes build on. Whoever does not say which node asks the load balancer. */
interface Nodes extends Acceptance {
    String JSON_PATCH = "application/json-patch+json";

    Deployment deployment();

    ServerNode a();

    ServerNode b();

    @Override
    default Host host() {
        return deployment();
    }

    /** So many of the same, half of them to each node, without waiting for each other. */
    default List<Answer> atBoth(int number, Function<ServerNode, HttpRequest.Builder> request) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ServerNode node = i % 2 == 0 ? a() : b();
            answers.add(node.http().sendAsync(request.apply(node)));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** Both nodes sweep at once; to the end. */
    default void bothSweep() {
        atBoth(2, ServerNode::sweep).forEach(answer -> answer.expecting(200));
    }

    /** {@code $create-telemed-room} with a key for repetitions. */
    default HttpRequest.Builder creating(Caller caller, String key, EncounterFixture visit) {
        return caller.request("Encounter/$create-telemed-room")
                .header("Idempotency-Key", key)
                .header("Content-Type", Http.FHIR_JSON)
                .POST(BodyPublishers.ofString(visit.json(host().release())));
    }

    /** These clients are in the room of that visit. */
    default Call aCall(EncounterFixture visit, String... clients) {
        String id = aRoomFor(visit);
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String client : clients) {
            tokens.put(client, as(client).asksForToken(id).expecting(200).parameter("token"));
        }
        return new Call(twilio(), id, stored(id).room(), tokens).begun();
    }

    default Call aCallOfJaneWithAdam() {
        return aCall(aVisitOfJaneWithAdam(), "jane", "adam");
    }

    /** By a PATCH, as the visit's end is mostly said. */
    default void finishes(Caller caller, String encounter) {
        caller.patch(
                        "Encounter/" + encounter,
                        JSON_PATCH,
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"finished\"}]")
                .expecting(200);
    }

    default List<String> roomsIn(Collection<Answer> answers) {
        return answers.stream()
                .map(this::encounterIn)
                .map(StoredEncounter::room)
                .distinct()
                .toList();
    }

    /** The room that is in progress under that name; there must be one. */
    default String roomNamed(String name) {
        List<JsonNode> rooms = twilio().roomsNamed(name);
        if (rooms.size() != 1) {
            throw new AssertionError("expected one room " + name + ", but there are " + rooms);
        }
        return rooms.get(0).path("sid").asText();
    }

    /** AuditEvents of ours about that Encounter, with that code among those that say what happened; the newest come first. */
    default List<JsonNode> recorded(String encounter, String code) {
        Caller clinic = as("clinic");
        List<JsonNode> events = new ArrayList<>();
        clinic.send(clinic.request("AuditEvent?subtype=" + code + "&_sort=-_lastUpdated&_count=200")
                        .header("Cache-Control", "no-cache")
                        .GET())
                .expecting(200)
                .json()
                .path("entry")
                .forEach(entry -> events.add(entry.path("resource")));
        events.removeIf(event -> !event.toString().contains("\"Encounter/" + encounter + "\""));
        return events;
    }
}

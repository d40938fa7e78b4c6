package org.telemed.acceptance;

import static org.telemed.acceptance.Http.FHIR_JSON;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.telemed.fhir.EncounterFixture;

/** Somebody with an access token, or without, and what they ask of a host. Paths are relative to its FHIR base. */
public final class Caller {

    private final Host host;
    private final String token;

    public Caller(Host host, String token) {
        this.host = host;
        this.token = token;
    }

    /** {@code $create-telemed-room} with an Encounter. */
    public Answer createsRoomFor(EncounterFixture encounter) {
        return createsRoomFor(encounter.json(host.release()));
    }

    /** {@code $create-telemed-room} with any body. */
    public Answer createsRoomFor(String json) {
        return post("Encounter/$create-telemed-room", json);
    }

    /** {@code $create-telemed-room} on a stored Encounter. */
    public Answer createsRoomOn(String id) {
        return send(roomOn(id));
    }

    /** The same, to be sent later. */
    public HttpRequest.Builder roomOn(String id) {
        return request("Encounter/" + id + "/$create-telemed-room").POST(BodyPublishers.noBody());
    }

    /** {@code $telemed-token}, by POST. */
    public Answer asksForToken(String id) {
        return send(tokenFor(id));
    }

    /** The same, to be sent later. */
    public HttpRequest.Builder tokenFor(String id) {
        return request("Encounter/" + id + "/$telemed-token").POST(BodyPublishers.noBody());
    }

    /** {@code $telemed-status}. */
    public Answer asksForStatus(String id) {
        return get("Encounter/" + id + "/$telemed-status");
    }

    /** {@code $telemed-status} as a stream. */
    public EventStream watches(String id) {
        return EventStream.open(
                host.http().requestWithoutEnd(host.fhirPath() + "/Encounter/" + id + "/$telemed-status", token));
    }

    /** {@code $end-telemed-room}. */
    public Answer endsRoomOf(String id) {
        return send(request("Encounter/" + id + "/$end-telemed-room").POST(BodyPublishers.noBody()));
    }

    /** {@code $admit-telemed-participant}. */
    public Answer admits(String id, String... people) {
        return send(admitting(id, people));
    }

    /** The same, to be sent later. */
    public HttpRequest.Builder admitting(String id, String... people) {
        return deciding(id, "$admit-telemed-participant", "", people);
    }

    /** {@code $dismiss-telemed-participant}, to {@code waiting-room} or {@code out}. */
    public Answer dismisses(String id, String to, String... people) {
        return send(dismissing(id, to, people));
    }

    /** The same, to be sent later. */
    public HttpRequest.Builder dismissing(String id, String to, String... people) {
        return deciding(id, "$dismiss-telemed-participant", "{\"name\":\"to\",\"valueCode\":\"" + to + "\"}", people);
    }

    private HttpRequest.Builder deciding(String id, String operation, String more, String... people) {
        String parameters = Stream.concat(
                        Stream.of(people)
                                .map(person -> "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"" + person
                                        + "\"}}"),
                        Stream.of(more).filter(parameter -> !parameter.isEmpty()))
                .collect(Collectors.joining(","));
        return request("Encounter/" + id + "/" + operation)
                .header("Content-Type", FHIR_JSON)
                .POST(BodyPublishers.ofString("{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}"));
    }

    public Answer reads(String id) {
        return get("Encounter/" + id);
    }

    public Answer stores(EncounterFixture encounter) {
        return post("Encounter", encounter.json(host.release()));
    }

    /** A PUT; the fixture says the id as well. */
    public Answer replaces(String id, EncounterFixture encounter) {
        return put("Encounter/" + id, encounter.json(host.release()));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String json) {
        return send(request(path).header("Content-Type", FHIR_JSON).POST(BodyPublishers.ofString(json)));
    }

    public Answer put(String path, String json) {
        return send(request(path).header("Content-Type", FHIR_JSON).PUT(BodyPublishers.ofString(json)));
    }

    public Answer patch(String path, String type, String body) {
        return send(request(path).header("Content-Type", type).method("PATCH", BodyPublishers.ofString(body)));
    }

    public Answer deletes(String path) {
        return send(request(path).DELETE());
    }

    /** A request below the FHIR base, to add to. */
    public HttpRequest.Builder request(String path) {
        return host.http().request(host.fhirPath() + "/" + path, token);
    }

    public Answer send(HttpRequest.Builder request) {
        return host.http().send(request);
    }
}

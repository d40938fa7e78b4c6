package org.telemed.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a test asks of the local Twilio Video, over HTTP like everybody else. */
public final class Emulator {

    /** The roots of those that a test has made to fail and that nobody has made well since. */
    private static final Set<String> AT_FAULT = ConcurrentHashMap.newKeySet();

    private static final String ZEROS = "0".repeat(32);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Http http;
    private final String credentials = Http.basic("SK" + ZEROS, "demo-api-key-secret-demo-api-key-secret");

    /** @param root where it stands for {@code https://video.twilio.com} */
    public Emulator(String root) {
        this.http = new Http(root);
    }

    public String root() {
        return http.root();
    }

    /** All rooms in progress, newest first. */
    public List<JsonNode> roomsInProgress() {
        List<JsonNode> rooms = new ArrayList<>();
        String next = "/v1/Rooms?Status=in-progress&PageSize=1000";
        while (!next.isEmpty()) {
            JsonNode page = api(next).json();
            page.path("rooms").forEach(rooms::add);
            next = page.at("/meta/next_page_url").asText("").replace("null", "").replace(root(), "");
        }
        return rooms;
    }

    public Set<String> sidsInProgress() {
        return roomsInProgress().stream().map(room -> room.path("sid").asText()).collect(Collectors.toSet());
    }

    /** The rooms in progress under that unique name: one, or none. */
    public List<JsonNode> roomsNamed(String name) {
        return roomsInProgress().stream()
                .filter(room -> room.path("unique_name").asText().equals(name))
                .toList();
    }

    public JsonNode room(String sid) {
        return api("/v1/Rooms/" + sid).json();
    }

    /** Somebody else who has the same account opens a room. */
    public JsonNode opened(String form) {
        return post("/v1/Rooms", form).expecting(201).json();
    }

    /** Somebody ends a room in Twilio's console. */
    public void completed(String sid) {
        post("/v1/Rooms/" + sid, "Status=completed").expecting(202);
    }

    /** Somebody joins with a token: 201 with Twilio's participant, or its error. */
    public Answer joins(String sid, String token) {
        return control("POST", "/rooms/" + sid + "/participants", "{\"token\":\"" + token + "\"}");
    }

    /** Somebody leaves. */
    public void leaves(String sid, String identity) {
        control("DELETE", "/rooms/" + sid + "/participants/" + identity, "");
    }

    /** What happens to status callbacks from now on: deliver, drop, twice, late, shuffled. */
    public void callbacks(String mode, int delayMs) {
        control("PUT", "/callbacks", "{\"mode\":\"%s\",\"delayMs\":%d}".formatted(mode, delayMs))
                .expecting(200);
    }

    /** Everybody's stays in the room, over or not. */
    public List<JsonNode> stays(String sid) {
        List<JsonNode> stays = new ArrayList<>();
        for (String status : List.of("connected", "disconnected")) {
            api("/v1/Rooms/" + sid + "/Participants?PageSize=1000&Status=" + status)
                    .expecting(200)
                    .json()
                    .path("participants")
                    .forEach(stays::add);
        }
        return stays;
    }

    /** The rooms that are over and were opened since. */
    public List<JsonNode> roomsOverSince(Instant time) {
        List<JsonNode> rooms = new ArrayList<>();
        api("/v1/Rooms?Status=completed&PageSize=1000&DateCreatedAfter=" + time.truncatedTo(ChronoUnit.SECONDS))
                .expecting(200)
                .json()
                .path("rooms")
                .forEach(rooms::add);
        return rooms;
    }

    /** Who is in the room now, by identity. */
    public Set<String> connected(String sid) {
        return StreamSupport.stream(
                        api("/v1/Rooms/" + sid + "/Participants?Status=connected&PageSize=1000")
                                .json()
                                .path("participants")
                                .spliterator(),
                        false)
                .map(stay -> stay.path("identity").asText())
                .collect(Collectors.toSet());
    }

    public boolean isInProgress(String sid) {
        return room(sid).path("status").asText().equals("in-progress");
    }

    /** From now on calls go wrong as this says, see the contract for its fields. */
    public void failsBy(String fault) {
        AT_FAULT.add(root());
        control("PUT", "/faults", fault.replace('\'', '"')).expecting(200);
    }

    /** Everybody's connection is gone, without a goodbye; new ones go wrong as this says. */
    public void cutsSignaling(String fault) {
        failsBy(fault);
        cutsSignaling();
    }

    /** Everybody's connection is gone, without a goodbye, and can be made again. */
    public void cutsSignaling() {
        control("DELETE", "/signaling/connections", "").expecting(204);
    }

    /** All is well again, and whatever was held is let go. */
    public void isWell() {
        control("DELETE", "/faults", "").expecting(204);
    }

    /** The same; says whether anything had been wrong since the last time. */
    public boolean isWellAgain() {
        isWell();
        return AT_FAULT.remove(root());
    }

    public void timePasses(String duration) {
        control("POST", "/clock", "{\"advance\":\"" + duration + "\"}").expecting(200);
    }

    /** What Twilio was asked, the last 10,000 calls: "POST /v1/Rooms". */
    public List<JsonNode> requests(String methodAndPath) {
        return requests().filter(call -> asText(call).equals(methodAndPath)).toList();
    }

    /** Whether a call that begins so waits for its answer. */
    public boolean holds(String methodAndPath) {
        return requests()
                .anyMatch(call ->
                        call.path("inFlight").asBoolean() && asText(call).startsWith(methodAndPath));
    }

    private Stream<JsonNode> requests() {
        return StreamSupport.stream(
                control("GET", "/requests", "").json().path("requests").spliterator(), false);
    }

    private static String asText(JsonNode call) {
        return call.path("method").asText() + " " + call.path("path").asText();
    }

    /** Whatever was asked before does not count. */
    public void forgetsRequests() {
        control("DELETE", "/requests", "").expecting(204);
    }

    private Answer api(String path) {
        return http.send(
                http.request(path, "").header("Authorization", credentials).GET());
    }

    private Answer post(String path, String form) {
        return http.send(http.request(path, "")
                .header("Authorization", credentials)
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(form)));
    }

    private Answer control(String method, String path, String json) {
        return http.send(method, "/_emulator" + path, "", "application/json", BodyPublishers.ofString(json));
    }
}

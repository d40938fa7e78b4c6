package org.telemed.acceptance;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** An app that speaks the seed's HTTP API. */
public final class ZapehrClient {

    private final Http http;
    private final String token;

    /** @param token nobody's, if it is empty */
    ZapehrClient(Http http, String token) {
        this.http = http;
        this.token = token;
    }

    /** A create with JSON that is said to be JSON. */
    public Answer createsRoom(String json) {
        return http.send(roomRequest(json).header("content-type", "application/json"));
    }

    /** The same without a content type, to add to. */
    public HttpRequest.Builder roomRequest(String json) {
        return request("/telemed/room").POST(BodyPublishers.ofString(json));
    }

    public Answer asksForToken(String encounterId) {
        return get("/telemed/token?encounterId=" + URLEncoder.encode(encounterId, StandardCharsets.UTF_8));
    }

    public Answer asksWhoTheyAre() {
        return get("/user/me");
    }

    public Answer get(String path) {
        return http.send(request(path).GET());
    }

    /** A request below {@code /v1}, to add to. */
    public HttpRequest.Builder request(String path) {
        return http.request("/v1" + path, token).header("x-zapehr-project-id", "0c3151bd");
    }

    public Answer send(HttpRequest.Builder request) {
        return http.send(request);
    }
}

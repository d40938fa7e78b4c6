package org.telemed.acceptance;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** The browser of somebody who comes by a link: it has a cookie, and no access token. */
public final class GuestBrowser {
    private final Http http;
    private String cookie;

    public GuestBrowser(Host host) {
        this(host, "");
    }

    /** One that has that cookie. */
    public GuestBrowser(Host host, String cookie) {
        this.http = host.http();
        this.cookie = cookie;
    }

    /** Opens the link and presses "join". */
    public Answer redeems(String link) {
        Answer answer = http.send(redemption(link));
        String set = answer.header("Set-Cookie");
        if (!set.isEmpty()) {
            cookie = set.split(";", 2)[0].split("=", 2)[1];
        }
        return answer;
    }

    /** The same, to be sent later. */
    public HttpRequest.Builder redemption(String link) {
        return posts("{\"invitation\":\"" + link.replaceFirst(".*#", "") + "\"}");
    }

    public HttpRequest.Builder posts(String body) {
        return request("session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    public Answer asksForStatus() {
        return http.send(request("status").GET());
    }

    public Answer asksForToken() {
        return http.send(request("token").POST(BodyPublishers.noBody()));
    }

    public EventStream watches() {
        return EventStream.open(withCookie(http.requestWithoutEnd("/telemed/guest/status", "")));
    }

    /** A request to one of the endpoints, to add to. */
    public HttpRequest.Builder request(String endpoint) {
        return withCookie(http.request("/telemed/guest/" + endpoint, ""));
    }

    private HttpRequest.Builder withCookie(HttpRequest.Builder request) {
        return cookie.isEmpty() ? request : request.header("Cookie", "telemed-guest=" + cookie);
    }

    public String cookie() {
        return cookie;
    }
}

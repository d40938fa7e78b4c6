package org.telemed.server;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Http;

/** Access tokens from a demo's own issuer, each asked for once. */
public final class DemoTokens {

    private final Http server;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public DemoTokens(Http server) {
        this.server = server;
    }

    /** With all scopes of that client. */
    public String of(String client) {
        return tokens.computeIfAbsent(client, id -> askFor(id, "grant_type=client_credentials"));
    }

    /** With these scopes alone. */
    public String of(String client, String scope) {
        return tokens.computeIfAbsent(
                client + " " + scope, key -> askFor(client, "grant_type=client_credentials&scope=" + scope));
    }

    private String askFor(String client, String form) {
        Answer answer = server.send(server.request("/oauth2/token", "")
                .header("Authorization", Http.basic(client, client))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return answer.expecting(200).json().path("access_token").asText();
    }
}

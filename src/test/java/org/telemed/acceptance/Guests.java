package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** What tests of guests do. */
public interface Guests extends Acceptance {
    String NOT_FOUND = "invitation-not-found";

    default GuestBrowser aBrowser() {
        return new GuestBrowser(host());
    }

    /** {@code $invite-telemed-guest} with these parameters. */
    default Answer invites(String client, String id, String... parameters) {
        return as(client).send(invitation(client, id, parameters));
    }

    /** The same, to be sent later. */
    default HttpRequest.Builder invitation(String client, String id, String... parameters) {
        return as(client)
                .request("Encounter/" + id + "/$invite-telemed-guest")
                .header("Content-Type", Http.FHIR_JSON)
                .POST(BodyPublishers.ofString(parameters(String.join(",", parameters))));
    }

    default String named(String name) {
        return text("name", "String", name);
    }

    default String referring(String reference) {
        return "{\"name\":\"participant\",\"valueReference\":{\"reference\":\"" + reference + "\"}}";
    }

    default String text(String name, String type, String value) {
        return "{\"name\":\"" + name + "\",\"value" + type + "\":\"" + value.replace("\"", "\\\"") + "\"}";
    }

    /** The link for somebody with that name. */
    default String aLinkTo(String id) {
        return url(invites("adam", id, named("Ana Ruiz")).expecting(200));
    }

    default String url(Answer invited) {
        return EventStream.value(invited.json(), "url");
    }

    default String guestIn(Answer invited) {
        return EventStream.value(invited.json(), "participant");
    }

    default Answer decides(String client, String id, String operation, String person) {
        return as(client)
                .post("Encounter/" + id + "/$" + operation + "-telemed-participant", parameters(referring(person)));
    }

    /** Stored without that person. */
    default void takesOff(String id, String person) {
        com.fasterxml.jackson.databind.node.ObjectNode encounter =
                (com.fasterxml.jackson.databind.node.ObjectNode) as("adam").reads(id).expecting(200).json();
        var entries = (com.fasterxml.jackson.databind.node.ArrayNode) encounter.path("participant");
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).toString().contains(person)) {
                entries.remove(i);
            }
        }
        as("adam").put("Encounter/" + id, encounter.toString()).expecting(200);
    }

    default void isTheOneNotFound(Answer refused) {
        assertThat(refused.status()).as(refused::body).isEqualTo(404);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.header("Cache-Control")).contains("no-store");
        assertThat(refused.header("Set-Cookie")).isEmpty();
        JsonNode problem = refused.json();
        assertThat(problem.path("code").asText()).isEqualTo(NOT_FOUND);
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("detail").asText())
                .isEqualTo("This link cannot be used: it has ended, was used in another browser, or never was one. Ask who"
                        + " invited you for a new one.");
    }
}

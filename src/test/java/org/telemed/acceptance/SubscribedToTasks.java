package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The contract's Tasks, for somebody who subscribes to them with HAPI's own Subscriptions by rest-hook. */
interface SubscribedToTasks extends Acceptance {
    /** HAPI activates Subscriptions, and submits what was stored, in steps of seconds. */
    Duration SOON = Duration.ofSeconds(60);

    String CRITERIA = "Task?code=https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-task|admission";

    String TOPIC = "https://clinic.example/SubscriptionTopic/waiting-room";

    @Test
    default void a_subscriber_hears_of_the_arrival_the_admission_and_the_end() {
        try (Subscriber subscriber = new Subscriber()) {
            subscribe(subscriber.url());
            String id = encounterIn(as("adam")
                            .post(
                                    "Encounter/$create-telemed-room?waitingRoom=true",
                                    aVisitOfJaneWithAdam().json(host().release())))
                    .id();
            assertRefused(as("jane").asksForToken(id), 422, "business-rule", "waiting");
            subscriber.hears(id, "requested");
            as("adam").admits(id, "Patient/jane-doe").expecting(200);
            subscriber.hears(id, "accepted");
            as("adam")
                    .replaces(
                            id,
                            aVisit().finished()
                                    .withSubject("Patient/jane-doe")
                                    .withParticipant("Practitioner/adam-careful")
                                    .withId(id))
                    .expecting(200);
            subscriber.hears(id, "completed");
            assertThat(subscriber.heard())
                    .as("of admissions alone")
                    .allSatisfy(body -> assertThat(body).contains("telemed-task"));
        }
    }

    private void subscribe(String endpoint) {
        if (host().release().isR5()) {
            as("clinic").post("SubscriptionTopic", topic()).expecting(201);
        }
        String id = as("clinic")
                .post("Subscription", host().release().isR5() ? byTopic(endpoint) : byCriteria(endpoint))
                .expecting(201)
                .json()
                .path("id")
                .asText();
        await("the Subscription is active")
                .atMost(SOON)
                .until(() -> as("clinic")
                        .get("Subscription/" + id)
                        .json()
                        .path("status")
                        .asText()
                        .equals("active"));
    }

    private static String byCriteria(String endpoint) {
        return """
                {"resourceType": "Subscription", "status": "requested", "reason": "who waits", "criteria": "%s",
                 "channel": {"type": "rest-hook", "endpoint": "%s", "payload": "application/fhir+json"}}""".formatted(CRITERIA, endpoint);
    }

    private static String topic() {
        return """
                {"resourceType": "SubscriptionTopic", "url": "%s", "status": "active", "resourceTrigger": [
                  {"resource": "Task", "supportedInteraction": ["create", "update"],
                   "queryCriteria": {"current": "%s"}}]}""".formatted(TOPIC, CRITERIA);
    }

    private static String byTopic(String endpoint) {
        return """
                {"resourceType": "Subscription", "status": "requested", "reason": "who waits", "topic": "%s",
                 "channelType": {"system": "http://terminology.hl7.org/CodeSystem/subscription-channel-type",
                   "code": "rest-hook"},
                 "endpoint": "%s", "contentType": "application/fhir+json", "content": "full-resource"}""".formatted(TOPIC, endpoint);
    }

    /** Whoever is told. */
    final class Subscriber implements AutoCloseable {
        /** HAPI reads what a subscriber to a topic answers. */
        private static final String ANSWER = "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}";

        private final Queue<String> heard = new ConcurrentLinkedQueue<>();
        private final HttpServer server;

        Subscriber() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            server.createContext("/", exchange -> {
                heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                boolean byTopic = exchange.getRequestMethod().equals("POST");
                byte[] answer = byTopic ? ANSWER.getBytes(StandardCharsets.UTF_8) : new byte[0];
                exchange.getResponseHeaders().add("Content-Type", Http.FHIR_JSON);
                exchange.sendResponseHeaders(200, byTopic ? answer.length : -1);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://localhost:" + server.getAddress().getPort() + "/hook";
        }

        /** What came so far, handshakes not counted. */
        List<String> heard() {
            return heard.stream().filter(body -> body.contains("\"Task\"")).toList();
        }

        void hears(String encounter, String status) {
            await("hears of " + status + " in " + heard)
                    .atMost(SOON)
                    .until(() -> heard().stream()
                            .anyMatch(body -> body.replace(" ", "").contains("\"status\":\"" + status + "\"")
                                    && body.contains("\"" + encounter + "\"")));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

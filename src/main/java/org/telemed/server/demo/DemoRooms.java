package org.telemed.server.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.telemed.server.demo.issuer.DemoClient;

/** Opens the rooms of the demo's visits as a client would: over HTTP, with an access token. */
final class DemoRooms {

    private static final Logger LOG = LoggerFactory.getLogger(DemoRooms.class);
    private static final List<String> VISITS =
            List.of("visit-planned", "visit-arrived", "visit-in-progress", "visit-eve");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Environment environment;
    private final ObjectMapper json;

    DemoRooms(Environment environment, ObjectMapper json) {
        this.environment = environment;
        this.json = json;
    }

    /** Without rooms the demo is still of use, so a failure is a line in the log. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void open() {
        try {
            String token = accessToken();
            for (String visit : VISITS) {
                send(request("/fhir/Encounter/" + visit + "/$create-telemed-room")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .POST(BodyPublishers.noBody()));
            }
        } catch (IOException failed) {
            LOG.warn("The demo's visits have no rooms: {}", failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String accessToken() throws IOException, InterruptedException {
        String clinic = DemoClient.CLINIC.id();
        String answer = send(request("/oauth2/token")
                .header(HttpHeaders.AUTHORIZATION, "Basic " + HttpHeaders.encodeBasicAuth(clinic, clinic, null))
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        return json.readTree(answer).path("access_token").asText();
    }

    private HttpRequest.Builder request(String path) {
        String port = environment.getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(LIMIT);
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest sent = request.build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(sent, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(sent.uri().getPath() + " answered " + answer.statusCode());
        }
        return answer.body();
    }
}

package org.telemed.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;

/** The console over HTTP, on a demo whose build may have had no Node: then the console's answers are 404. */
class ConsoleTest extends DemoServer {

    @Autowired
    private ConsoleFiles files;

    @Test
    void anybody_may_load_the_page() {
        assumeTrue(files.areThere(), "this build has no console");
        Answer page = get("/console/", "");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self';", "style-src 'self';", "frame-ancestors 'none'", " ws://localhost:")
                .doesNotContain("unsafe", "twilio.com");
        assertThat(page.body()).doesNotContain("<style", " style=", " onclick", "<script>");
    }

    @Test
    void every_file_that_the_page_names_is_there_and_kept() {
        assumeTrue(files.areThere(), "this build has no console");
        String page = get("/console/", "").body();
        assertThat(page).contains("./assets/");
        for (String part : page.split("\"")) {
            if (part.startsWith("./assets/")) {
                Answer file = get("/console/" + part.substring(2), "");
                assertThat(file.status()).as(part).isEqualTo(200);
                assertThat(file.header("Cache-Control")).contains("immutable");
            }
        }
    }

    @Test
    void it_learns_how_to_sign_in_at_this_server() {
        assumeTrue(files.areThere(), "this build has no console");
        var config = get("/console/config.json", "").json();
        assertThat(config.path("fhirBaseUrl").asText()).isEqualTo(root() + "/fhir");
        assertThat(config.path("clientId").asText()).isEqualTo("telemed-console");
        assertThat(config.path("redirectUri").asText()).isEqualTo(root() + "/console/");
        assertThat(config.path("signalingUrl").asText()).matches("ws://localhost:\\d+/signaling");
    }

    @ParameterizedTest
    @CsvSource({
        "404, GET, /console/nothing",
        "404, GET, /console/assets/",
        "404, GET, /console/visits/visit-planned",
        "404, GET, /console/application.yaml",
        "400, GET, /console/..%2fapplication.yaml",
        "400, GET, /console/%2e%2e/application.yaml",
        "400, GET, /console/a;b",
        "400, GET, /console/..%5capplication.yaml",
        "405, POST, /console/",
        "405, DELETE, /console/config.json"
    })
    void everything_else_is_a_problem_document(int status, String method, String path) {
        Answer answer = send(request(path, "").method(method, BodyPublishers.noBody()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'; base-uri 'none'");
    }

    @Test
    void the_rest_of_the_server_needs_an_access_token_still() {
        assertThat(get("/consoles", "").status()).isEqualTo(401);
        assertThat(get("/fhir/Encounter/visit-planned", "").status()).isEqualTo(401);
    }
}

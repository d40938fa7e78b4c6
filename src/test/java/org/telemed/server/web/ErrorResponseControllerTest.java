package org.telemed.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;

class ErrorResponseControllerTest extends DemoServer {

    @Test
    void an_unknown_path_gets_a_problem_document_even_in_a_browser() {
        Answer answer = send(request("/nowhere", tokenOf("adam"))
                .header("Accept", "text/html")
                .GET());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asText()).contains("/fhir");
    }

    @Test
    void a_body_that_is_no_fhir_gets_no_stack_trace() {
        Answer answer = post("/fhir/Patient", tokenOf("adam"), "{\"resourceType\":");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("\tat ", "Exception");
    }

    @Test
    void the_server_does_not_say_what_it_runs_on() {
        assertThat(get("/fhir/metadata", "").header("Server")).isEmpty();
    }
}

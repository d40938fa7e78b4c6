package org.telemed.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.telemed.acceptance.Answer;
import org.telemed.server.DemoServer;

class CorsTest extends DemoServer {

    @Test
    void a_listed_page_may_call() {
        Answer answer = preflight(APP_ORIGIN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP_ORIGIN);
        assertThat(answer.header("Access-Control-Allow-Headers").toLowerCase(java.util.Locale.ROOT))
                .contains("authorization", "idempotency-key");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void an_answer_may_be_read_by_a_listed_page_even_when_it_is_no() {
        Answer answer = send(request("/fhir/Patient/jane-doe", "")
                .header("Origin", APP_ORIGIN)
                .GET());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP_ORIGIN);
    }

    @Test
    void a_refusal_of_the_v1_api_says_so_once() {
        Answer answer = send(request("/v1/telemed/token?encounterId=never-seen", tokenOf("adam"))
                .header("Origin", APP_ORIGIN)
                .GET());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.response().headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly(APP_ORIGIN);
    }

    @Test
    void another_page_may_not() {
        Answer answer = preflight("https://evil.example");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void what_the_operator_can_do_is_said_where_it_helps() {
        assertThat(preflight("https://evil.example").body()).contains("telemed.cors.allowed-origins");
        Answer ofGuests = send(request("/telemed/guest/token", "")
                .header("Origin", APP_ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(ofGuests.status()).isEqualTo(403);
        assertThat(ofGuests.body()).contains("Only this server's own pages").doesNotContain("allowed-origins");
    }

    @Test
    void by_default_no_page_may() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/Patient");
        assertThat(new WebConfiguration()
                        .corsConfigurationSource(new CorsSettings(List.of()))
                        .getCorsConfiguration(request))
                .isNull();
    }

    private static Answer preflight(String origin) {
        return send(request("/fhir/Encounter/visit-arrived/$telemed-token", "")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, idempotency-key")
                .method("OPTIONS", BodyPublishers.noBody()));
    }
}

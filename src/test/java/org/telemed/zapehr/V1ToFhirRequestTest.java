package org.telemed.zapehr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class V1ToFhirRequestTest {

    private final MockHttpServletRequest sent = new MockHttpServletRequest("GET", "/v1/telemed/token");

    @Test
    void the_request_id_of_the_seeds_clients_is_an_idempotency_key() {
        sent.addHeader("x-oystehr-request-id", "7");
        assertThat(forwarded().getHeader("Idempotency-Key")).isEqualTo("7");
        assertThat(Collections.list(forwarded().getHeaders("idempotency-key"))).containsExactly("7");
        assertThat(Collections.list(forwarded().getHeaderNames())).contains("idempotency-key");
    }

    @Test
    void a_key_of_its_own_counts_more() {
        sent.addHeader("x-oystehr-request-id", "7");
        sent.addHeader("Idempotency-Key", "8");
        assertThat(forwarded().getHeader("Idempotency-Key")).isEqualTo("8");
    }

    @Test
    void there_need_be_none() {
        assertThat(forwarded().getHeader("Idempotency-Key")).isNull();
        assertThat(Collections.list(forwarded().getHeaders("Idempotency-Key"))).isEmpty();
        assertThat(Collections.list(forwarded().getHeaderNames())).containsExactly("accept", "content-type");
    }

    @Test
    void it_is_a_post_of_fhir_json_without_query() {
        sent.setQueryString("encounterId=1");
        sent.addParameter("encounterId", "1");
        sent.setContentType("text/plain");
        assertThat(forwarded().getMethod()).isEqualTo("POST");
        assertThat(forwarded().getQueryString()).isNull();
        assertThat(forwarded().getParameterMap()).isEmpty();
        assertThat(forwarded().getHeader("Content-Type")).isEqualTo("application/fhir+json");
        assertThat(forwarded().getInputStream()).hasContent("{}");
    }

    @Test
    void who_calls_stays_and_what_would_change_the_answers_form_goes() {
        sent.addHeader("Authorization", "Bearer x");
        sent.addHeader("Accept-Encoding", "gzip");
        sent.addHeader("Prefer", "return=minimal");
        sent.addHeader("Accept", "text/html");
        assertThat(forwarded().getHeader("authorization")).isEqualTo("Bearer x");
        assertThat(forwarded().getHeader("Accept-Encoding")).isNull();
        assertThat(Collections.list(forwarded().getHeaders("Prefer"))).isEmpty();
        assertThat(Collections.list(forwarded().getHeaders("Accept"))).containsExactly("application/fhir+json");
    }

    private V1ToFhirRequest forwarded() {
        return new V1ToFhirRequest(sent, new byte[] {'{', '}'});
    }
}

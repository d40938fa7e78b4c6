package org.telemed.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestIdTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void a_request_without_id_gets_one_that_is_in_the_answer_and_the_log() throws Exception {
        Map<String, String> logged = filtered();
        assertThat(response.getHeader("X-Request-ID")).matches("[0-9a-f]{16}").isEqualTo(logged.get("requestId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6F1C2a3b",
                "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                TRACE,
                "1-67891233-abcdef012345678912345678",
                TRACE + TRACE
            })
    void the_clients_own_id_is_kept(String sent) throws Exception {
        request.addHeader("X-Request-Id", sent);
        assertThat(filtered()).containsEntry("requestId", sent);
        assertThat(response.getHeader("X-Request-ID")).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\nb",
                "jane@example.org",
                "<x>",
                "${jndi:ldap}",
                "jane-doe",
                "Careful-Adam",
                "eyJhbGciOiJSUzI1NiJ9",
                "6f1c.A_b-9",
                "abc",
                "f81d4fae7dec\u0661\u0662"
            })
    void what_is_no_id_is_not_logged(String sent) throws Exception {
        request.addHeader("X-Request-ID", sent);
        assertThat(filtered().get("requestId")).matches("[0-9a-f]{16}");
    }

    @Test
    void a_long_text_is_no_id() throws Exception {
        request.addHeader("X-Request-ID", "a".repeat(65));
        assertThat(filtered().get("requestId")).matches("[0-9a-f]{16}");
    }

    @Test
    void a_trace_is_taken_over() throws Exception {
        request.addHeader("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
        assertThat(filtered()).containsEntry("traceId", TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-b7ad6b7169203331",
                "ff-" + TRACE + "-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + TRACE + "-0000000000000000-01"
            })
    void what_is_no_trace_is_left_out(String sent) throws Exception {
        request.addHeader("traceparent", sent);
        assertThat(filtered()).doesNotContainKey("traceId");
    }

    @Test
    void nothing_stays_for_the_threads_next_request() throws Exception {
        request.addHeader("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
        filtered();
        assertThat(MDC.get("requestId")).isNull();
        assertThat(MDC.get("traceId")).isNull();
    }

    private Map<String, String> filtered() throws ServletException, IOException {
        AtomicReference<Map<String, String>> logged = new AtomicReference<>();
        new RequestIdFilter().doFilter(request, response, (in, out) -> logged.set(MDC.getCopyOfContextMap()));
        return logged.get();
    }
}

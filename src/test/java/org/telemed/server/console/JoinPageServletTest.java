package org.telemed.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.telemed.server.web.ErrorResponseWriter;

class JoinPageServletTest {
    private static final String PAGE = "<!doctype html><script src=\"./assets/index-1a2b.js\"></script>";

    private static MockHttpServletResponse answer(String method, Map<String, byte[]> files) throws Exception {
        ConsoleSettings settings = new ConsoleSettings(true, "console", "openid", null, List.of());
        JoinPageServlet servlet = new JoinPageServlet(
                ConsoleFiles.of(files),
                new ConsoleHeaders(settings, "https://fhir.example/fhir", Optional::empty),
                new ErrorResponseWriter(new ObjectMapper()));
        MockHttpServletResponse response = new MockHttpServletResponse();
        servlet.service(new MockHttpServletRequest(method, "/join"), response);
        return response;
    }

    private static MockHttpServletResponse answer(String method) throws Exception {
        return answer(method, Map.of("index.html", PAGE.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void the_page_is_there_for_anybody_and_sends_no_referrer(String method) throws Exception {
        MockHttpServletResponse page = answer(method);
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(page.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(page.getHeader("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(page.getHeader("Set-Cookie")).isNull();
    }

    @Test
    void it_loads_the_files_of_the_console_beside_it() throws Exception {
        assertThat(answer("GET").getContentAsString()).contains("src=\"console/assets/index-1a2b.js\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void nothing_is_sent_to_it(String method) throws Exception {
        MockHttpServletResponse refused = answer(method);
        assertThat(refused.getStatus()).isEqualTo(405);
        assertThat(refused.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void without_the_console_there_is_no_page() throws Exception {
        assertThat(answer("GET", Map.of()).getStatus()).isEqualTo(404);
        assertThat(answer("OPTIONS").getStatus()).isEqualTo(204);
    }
}

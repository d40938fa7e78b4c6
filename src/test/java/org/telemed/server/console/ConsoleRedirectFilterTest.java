package org.telemed.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ConsoleRedirectFilterTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @Test
    void a_browser_is_sent_to_the_console() throws Exception {
        var answer = new MockHttpServletResponse();
        new ConsoleRedirectFilter().doFilter(request("GET", "/", BROWSER), answer, new MockFilterChain());
        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(answer.getHeader("Location")).isEqualTo("console/");
        assertThat(answer.getHeader("Vary")).isEqualTo("Accept");
    }

    @ParameterizedTest
    @CsvSource({"GET, /, */*", "GET, /, application/json", "POST, /, text/html", "GET, /fhir, text/html"})
    void everything_else_goes_on(String method, String path, String accept) throws Exception {
        var chain = new MockFilterChain();
        var answer = new MockHttpServletResponse();
        new ConsoleRedirectFilter().doFilter(request(method, path, accept), answer, chain);
        assertThat(chain.getRequest()).isNotNull();
        assertThat(answer.getHeader("Location")).isNull();
    }

    private static MockHttpServletRequest request(String method, String path, String accept) {
        var request = new MockHttpServletRequest(method, path);
        request.addHeader("Accept", accept);
        return request;
    }
}

package org.telemed.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.server.web.ErrorResponseWriter;

class OAuthErrorHandlersTest {

    private final OAuthErrorHandlers answers = new OAuthErrorHandlers(new ErrorResponseWriter(new ObjectMapper()));
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/Patient");

    @Test
    void an_expired_token_is_called_expired() throws Exception {
        TelemedException expired = TelemedException.because(Reason.LOGIN_EXPIRED, "Your access token has expired.");
        MockHttpServletResponse answer = to(new InvalidBearerTokenException(expired.message(), expired));
        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getContentAsString()).contains("\"code\":\"expired\"", "\"code\":\"login-required\"");
        assertThat(answer.getHeader("WWW-Authenticate")).contains("invalid_token", "has expired");
    }

    @Test
    void an_unreachable_issuer_is_not_the_caller_s_fault() throws Exception {
        TelemedException down =
                TelemedException.because(Reason.ISSUER_DOWN, "Try again.").retryAfter(Duration.ofSeconds(7));
        MockHttpServletResponse answer = to(new AuthenticationServiceException("connection to secret-host", down));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("7");
        assertThat(answer.getHeader("WWW-Authenticate")).isNull();
        assertThat(answer.getContentAsString())
                .contains("\"code\":\"transient\"", "\"code\":\"issuer-down\"")
                .doesNotContain("secret-host");
    }

    @ParameterizedTest
    @CsvSource({
        "Basic YTpi, '', another scheme",
        "DPoP a.b.c, '', another scheme",
        "'', access_token=a.b.c, in the URL",
        "'', x=1&access_token=a.b.c, in the URL",
        "'', not_access_token=a.b.c, needs an access token",
    })
    void what_was_sent_in_place_of_a_token_is_named_and_not_quoted(String header, String query, String words)
            throws Exception {
        if (!header.isEmpty()) {
            request.addHeader("Authorization", header);
        }
        request.setQueryString(query);
        MockHttpServletResponse answer = to(new InsufficientAuthenticationException("none"));
        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.getContentAsString()).contains(words).doesNotContain("a.b.c", "YTpi");
    }

    private MockHttpServletResponse to(AuthenticationException failure) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        answers.commence(request, response, failure);
        return response;
    }
}

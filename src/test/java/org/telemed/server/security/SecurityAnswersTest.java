package org.telemed.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.telemed.server.web.RefusalWriter;

class SecurityAnswersTest {

    private final SecurityAnswers answers = new SecurityAnswers(new RefusalWriter(new ObjectMapper()));

    @Test
    void an_expired_token_is_called_expired() throws Exception {
        MockHttpServletResponse answer = to(new InvalidBearerTokenException("Jwt expired at 2024-01-01T00:00:00Z"));
        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getContentAsString()).contains("\"code\":\"expired\"", "\"code\":\"login-required\"");
    }

    @Test
    void an_unreachable_issuer_is_not_the_caller_s_fault() throws Exception {
        MockHttpServletResponse answer = to(new AuthenticationServiceException("connection refused to secret-host"));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isNotBlank();
        assertThat(answer.getContentAsString())
                .contains("\"code\":\"transient\"")
                .doesNotContain("secret-host");
    }

    private MockHttpServletResponse to(AuthenticationException failure) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        answers.commence(new MockHttpServletRequest("GET", "/fhir/Patient"), response, failure);
        return response;
    }
}

package org.telemed.server.demo.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

class AuthorizationCodesTest {

    private static final OAuth2TokenType CODE = new OAuth2TokenType(OAuth2ParameterNames.CODE);
    private static final Instant NOW = Instant.now();

    private final AuthorizationCodes codes = new AuthorizationCodes();

    @Test
    void a_code_is_found_by_its_value_alone() {
        codes.save(withCode("a"));
        assertThat(codes.findByToken("a", CODE)).isNotNull();
        assertThat(codes.findByToken("b", CODE)).isNull();
        assertThat(codes.findByToken("a", OAuth2TokenType.ACCESS_TOKEN)).isNull();
    }

    @Test
    void however_many_sign_in_the_newest_thousand_are_stored() {
        for (int number = 0; number < 1500; number++) {
            codes.save(withCode("code-" + number));
        }
        assertThat(codes.findByToken("code-499", CODE)).isNull();
        assertThat(codes.findByToken("code-500", CODE)).isNotNull();
    }

    @Test
    void an_access_token_of_a_client_is_not_stored() {
        OAuth2AccessToken token =
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "t", NOW, NOW.plusSeconds(60), Set.of());
        codes.save(authorization().accessToken(token).build());
        assertThat(codes.findByToken("t", OAuth2TokenType.ACCESS_TOKEN)).isNull();
    }

    @Test
    void a_code_is_used_once_also_by_two_who_found_it_unused() {
        codes.save(withCode("a"));
        OAuth2Authorization first = codes.findByToken("a", CODE);
        OAuth2Authorization second = codes.findByToken("a", CODE);
        codes.save(used(first));
        assertThatThrownBy(() -> codes.save(used(second))).isInstanceOf(OAuth2AuthenticationException.class);
    }

    private static OAuth2Authorization used(OAuth2Authorization found) {
        return OAuth2Authorization.from(found)
                .invalidate(found.getToken(OAuth2AuthorizationCode.class).getToken())
                .build();
    }

    private static OAuth2Authorization withCode(String value) {
        return authorization()
                .token(new OAuth2AuthorizationCode(value, NOW, NOW.plusSeconds(60)))
                .build();
    }

    private static OAuth2Authorization.Builder authorization() {
        return OAuth2Authorization.withRegisteredClient(ConsoleClient.registered("http://localhost:8080"))
                .principalName("adam")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE);
    }
}

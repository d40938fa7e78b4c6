package org.telemed.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.telemed.acceptance.MovingClock;
import org.telemed.hosts.LocalIssuer;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.plugin.issuer.TrustedIssuer;

/** The rules themselves are tested where they are, in {@code AccessTokenCheckTest}. */
class AccessTokenAuthenticationProviderTest {

    private final MovingClock clock = new MovingClock();
    private final LocalIssuer issuer = new LocalIssuer(clock);
    private final AccessTokenAuthenticationProvider provider =
            new AccessTokenAuthenticationProvider(new AccessTokenCheck(
                    new TrustedIssuer(
                            Optional.of(URI.create(issuer.url())), Optional.empty(), Set.of(LocalIssuer.AUDIENCE)),
                    clock));

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void a_good_token_becomes_a_caller_with_its_claims_and_scopes() {
        Authentication caller = authenticated(
                issuer.token(Map.of("sub", "jane", "scope", "patient/*.rs actuator/info.r", "fhirUser", "Patient/1")));
        assertThat(caller.isAuthenticated()).isTrue();
        assertThat(caller.getName()).isEqualTo("jane");
        assertThat(caller.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactly("SCOPE_patient/*.rs", "SCOPE_actuator/info.r");
        assertThat(((JwtAuthenticationToken) caller).getTokenAttributes())
                .containsEntry("fhirUser", "Patient/1")
                .containsEntry("aud", List.of(LocalIssuer.AUDIENCE));
    }

    @Test
    void a_token_that_was_issued_after_it_expires_fails_nothing() {
        Instant late = clock.instant().plus(Duration.ofDays(1));
        assertThat(authenticated(issuer.token(Map.of("iat", late))).isAuthenticated())
                .isTrue();
    }

    @Test
    void a_bad_token_is_the_caller_s_fault() {
        String bad = issuer.token(Map.of("aud", "another"));
        assertThatThrownBy(() -> authenticated(bad)).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void an_issuer_that_is_down_is_not() {
        issuer.answers(503);
        String token = issuer.token(Map.of());
        assertThatThrownBy(() -> authenticated(token)).isInstanceOf(AuthenticationServiceException.class);
    }

    private Authentication authenticated(String token) {
        return provider.authenticate(new BearerTokenAuthenticationToken(token));
    }
}

package org.telemed.server.security;

import java.time.Instant;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.plugin.issuer.VerifiedToken;

/** Authenticates bearer tokens with the plugin's {@link AccessTokenCheck}; scopes become authorities {@code SCOPE_…}. */
final class AccessTokenAuthenticationProvider implements AuthenticationProvider {

    private final AccessTokenCheck check;
    private final MappedJwtClaimSetConverter claims = MappedJwtClaimSetConverter.withDefaults(Map.of());
    private final JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();

    AccessTokenAuthenticationProvider(AccessTokenCheck check) {
        this.check = check;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        BearerTokenAuthenticationToken bearer = (BearerTokenAuthenticationToken) request;
        Jwt token = checked(bearer.getToken());
        JwtAuthenticationToken caller = new JwtAuthenticationToken(token, authorities.convert(token));
        caller.setDetails(bearer.getDetails());
        return caller;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private Jwt checked(String token) {
        try {
            VerifiedToken verified = check.verify(token);
            Map<String, Object> said = claims.convert(verified.claims());
            // without the time of issue: one that lies after the expiry is no reason to fail
            return new Jwt(
                    token,
                    null,
                    (Instant) said.get(JwtClaimNames.EXP),
                    verified.header().toJSONObject(),
                    said);
        } catch (TelemedException refused) {
            if (refused.reason() == Reason.ISSUER_DOWN) {
                throw new AuthenticationServiceException(refused.message(), refused);
            }
            throw new InvalidBearerTokenException(refused.message(), refused);
        }
    }
}

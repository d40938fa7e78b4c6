package org.telemed.server.security;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Which access tokens count. */
public final class AccessTokens {

    /** How far the issuer's clock may be off. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /** Signatures by a key pair only: with a shared secret whoever checks a token could make one. */
    static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(SignatureAlgorithm.values());

    private AccessTokens() {}

    /** Accepts tokens of the issuer's keys; they are fetched at the first token, so the server starts without it. */
    static JwtDecoder decoder(@Nullable String issuer, @Nullable String jwkSet, List<String> audiences) {
        OAuth2TokenValidator<Jwt> rules = rules(issuer, audiences);
        return new SupplierJwtDecoder(() -> {
            var keys = jwkSet != null
                    ? NimbusJwtDecoder.withJwkSetUri(jwkSet)
                    : NimbusJwtDecoder.withIssuerLocation(java.util.Objects.requireNonNull(issuer));
            NimbusJwtDecoder decoder = keys.validateType(false)
                    .jwsAlgorithms(allowed -> allowed.addAll(ALGORITHMS))
                    .build();
            decoder.setJwtValidator(rules);
            return decoder;
        });
    }

    /** What every token must be: typed as one, in time, of this issuer (if named), for one of these audiences. */
    public static OAuth2TokenValidator<Jwt> rules(@Nullable String issuer, List<String> audiences) {
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        type.setAllowEmpty(true);
        OAuth2TokenValidator<Jwt> mustExpire = new JwtClaimValidator<>(JwtClaimNames.EXP, java.util.Objects::nonNull);
        OAuth2TokenValidator<Jwt> audience = new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD,
                claimed -> claimed != null && claimed.stream().anyMatch(audiences::contains));
        OAuth2TokenValidator<Jwt> rest =
                new DelegatingOAuth2TokenValidator<>(type, new JwtTimestampValidator(CLOCK_SKEW), mustExpire, audience);
        return issuer == null ? rest : new DelegatingOAuth2TokenValidator<>(rest, new JwtIssuerValidator(issuer));
    }
}

package org.telemed.plugin.issuer;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Checks the header and claims of an access token: algorithm, type, issuer, audience, subject and times. A refusal
 * names the wrong one, and quotes nothing of the token.
 */
final class AccessTokenRules {
    /** Asymmetric algorithms only: with a shared secret, whoever verifies tokens could issue them. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** RFC 9068, 2.1, and what most issuers send instead: "JWT" or nothing. */
    static final Set<JOSEObjectType> TYPES = Stream.of(
                    JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null)
            .collect(Collectors.toCollection(HashSet::new));

    /** The allowed difference between the issuer's clock and ours. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private final TrustedIssuer issuer;
    private final Clock clock;

    AccessTokenRules(TrustedIssuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @throws TelemedException LOGIN_REQUIRED */
    void verify(JWSHeader header) {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw refused("is signed in a way that does not count here. The issuer must sign with a key pair, by RS256"
                    + " for example (alg in its header).");
        }
        if (!TYPES.contains(header.getType())) {
            throw refused("is a token for something else (typ in its header). Send the access token.");
        }
    }

    /** @throws TelemedException LOGIN_EXPIRED or LOGIN_REQUIRED */
    void verify(JWTClaimsSet claims) {
        verifyTimes(claims.getExpirationTime(), claims.getNotBeforeTime());
        if (issuer.issuer().isPresent() && !issuer.issuer().get().toString().equals(claims.getIssuer())) {
            throw refused("is of another issuer (claim iss). Get one from this server's issuer.");
        }
        if (claims.getAudience().stream().noneMatch(issuer.audience()::contains)) {
            throw refused("was made for another audience (claim aud). Get one for this server.");
        }
        if (claims.getSubject() == null || claims.getSubject().isBlank()) {
            throw refused("does not say who you are (claim sub). Get one from an issuer, or by a login, that does.");
        }
    }

    private void verifyTimes(@Nullable Date expires, @Nullable Date notBefore) {
        Instant now = clock.instant();
        if (expires == null) {
            throw refused("never expires (claim exp). Get one that does.");
        }
        if (!expires.toInstant().plus(CLOCK_SKEW).isAfter(now)) {
            throw TelemedException.because(
                    Reason.LOGIN_EXPIRED, "Your access token has expired. Get a new one and send the request again.");
        }
        if (notBefore != null && notBefore.toInstant().minus(CLOCK_SKEW).isAfter(now)) {
            throw refused("is not valid yet (claim nbf). Send it later.");
        }
    }

    static TelemedException refused(String why) {
        return TelemedException.because(Reason.LOGIN_REQUIRED, "Your access token " + why);
    }
}

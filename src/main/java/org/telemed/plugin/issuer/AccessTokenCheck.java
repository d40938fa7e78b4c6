package org.telemed.plugin.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** Tells good access tokens, which are JWTs (RFC 9068, or nearly), from all others. */
public final class AccessTokenCheck {
    /** Longer than any that a server's header limits let through by default. */
    private static final int LONGEST = 16 * 1024;

    /** Signatures by a key pair only: with a shared secret whoever checks a token could make one. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Duration BETWEEN_DOWNLOADS = Duration.ofSeconds(10);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** Checks by that issuer's keys, which are fetched at the first token. */
    public AccessTokenCheck(TrustedIssuer issuer, Clock clock) {
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, new IssuerKeys(issuer, BETWEEN_DOWNLOADS)));
        processor.setJWTClaimsSetVerifier(new AccessTokenRules(issuer, clock));
    }

    /**
     * The claims of a good token.
     *
     * @throws TelemedException LOGIN_EXPIRED or LOGIN_REQUIRED if it is none, ISSUER_DOWN if nobody can tell
     */
    public Map<String, Object> claims(String token) {
        if (token.length() > LONGEST) {
            throw notValid();
        }
        try {
            return processor.process(token, null).getClaims();
        } catch (AccessTokenRules.Expired expired) {
            throw TelemedException.because(
                    Reason.LOGIN_EXPIRED, "Your access token has expired. Get a new one and send the request again.");
        } catch (KeySourceException unreachable) {
            throw TelemedException.because(
                            Reason.ISSUER_DOWN,
                            "The issuer of access tokens cannot be reached to check yours. Try again in a moment.",
                            unreachable)
                    .retryAfter(TRY_AGAIN);
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException bad) {
            throw notValid();
        }
    }

    private static TelemedException notValid() {
        return TelemedException.because(
                Reason.LOGIN_REQUIRED,
                "Your access token is not valid here. Get one from this server's issuer, for its audience.");
    }
}

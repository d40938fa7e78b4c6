package org.telemed.plugin.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Verifies access tokens that are JWTs (RFC 9068 or similar), in the standalone server and in hosts without Spring
 * Security.
 */
public final class AccessTokenCheck {
    /** The size limit of all headers of a request. */
    private static final int LONGEST = 32 * 1024;

    private final DefaultJWTProcessor<GivenKeys> processor = new DefaultJWTProcessor<>();
    private final VerifiedTokens verified = new VerifiedTokens();
    private final JWKSource<SecurityContext> keys;
    private final AccessTokenRules rules;
    private final @Nullable KeySetRefresh refresh;
    private final Supplier<Optional<Map<String, Object>>> metadata;

    /** Verifies with that issuer's keys, which are fetched at the first token, or by {@link #fetchKeysAhead()}. */
    public AccessTokenCheck(TrustedIssuer issuer, Clock clock) {
        this(issuer, clock, new IssuerDocuments(issuer));
    }

    private AccessTokenCheck(TrustedIssuer issuer, Clock clock, IssuerDocuments documents) {
        this(
                issuer,
                clock,
                new KeySetRefresh(documents, clock, new IssuerLog(issuer.keysSetting(), clock)),
                documents::metadata);
    }

    private AccessTokenCheck(
            TrustedIssuer issuer,
            Clock clock,
            KeySetRefresh refresh,
            Supplier<Optional<Map<String, Object>>> metadata) {
        this(issuer, clock, new IssuerKeys(refresh, clock), refresh, metadata);
    }

    private AccessTokenCheck(
            TrustedIssuer issuer,
            Clock clock,
            JWKSource<SecurityContext> keys,
            @Nullable KeySetRefresh refresh,
            Supplier<Optional<Map<String, Object>>> metadata) {
        this.rules = new AccessTokenRules(issuer, clock);
        this.keys = keys;
        this.refresh = refresh;
        this.metadata = metadata;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(AccessTokenRules.TYPES));
        processor.setJWTClaimsSetVerifier((claims, context) -> rules.verify(claims));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                AccessTokenRules.ALGORITHMS, (selector, given) -> given.select(selector)));
    }

    /** Verifies with given keys, for an issuer in the same process. */
    public static AccessTokenCheck byKeys(TrustedIssuer issuer, Clock clock, JWKSource<SecurityContext> keys) {
        return new AccessTokenCheck(issuer, clock, keys, null, Optional::empty);
    }

    /**
     * The claims of a valid token.
     *
     * @throws TelemedException as {@link #verify} does
     */
    public Map<String, Object> claims(String token) {
        return verify(token).claims();
    }

    /**
     * The token, if it is valid now.
     *
     * @throws TelemedException LOGIN_EXPIRED or LOGIN_REQUIRED if it is not valid, ISSUER_DOWN if the keys cannot be
     *     fetched
     */
    public VerifiedToken verify(String token) {
        Optional<VerifiedToken> before = verified.find(token);
        if (before.isPresent()) {
            rules.verify(before.get().claimsSet());
            if (keysFor(before.get().header()).equals(before.get().keys())) {
                return before.get();
            }
        }
        return verifyUnknown(token);
    }

    private VerifiedToken verifyUnknown(String token) {
        SignedJWT jwt = parsed(token);
        // before keys are fetched, so that an invalid token gets its reason also while the issuer is down
        rules.verify(jwt.getHeader());
        rules.verify(claimsOf(jwt));
        List<JWK> candidates = keysFor(jwt.getHeader());
        try {
            JWTClaimsSet signed = processor.process(jwt, new GivenKeys(candidates));
            VerifiedToken valid = new VerifiedToken(jwt.getHeader(), signed, candidates);
            verified.add(token, valid);
            return valid;
        } catch (BadJOSEException | JOSEException | IllegalArgumentException bad) {
            throw notSigned();
        }
    }

    private List<JWK> keysFor(JWSHeader header) {
        try {
            return keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null);
        } catch (IssuerKeys.Unavailable unavailable) {
            throw TelemedException.because(
                            Reason.ISSUER_DOWN,
                            "The issuer of access tokens cannot be reached to check yours. Try again in a moment.",
                            unavailable)
                    .retryAfter(unavailable.retryAfter());
        } catch (KeySourceException | IllegalArgumentException bad) {
            throw notSigned();
        }
    }

    private static TelemedException notSigned() {
        return AccessTokenRules.refused(
                "is not signed by this server's issuer, or was changed on its way. Get a new one from that issuer.");
    }

    /** Starts to fetch the keys if they are unknown or old, without waiting. */
    public void fetchKeysAhead() {
        if (refresh != null) {
            refresh.refresh();
        }
    }

    /** The issuer's OpenID metadata, from the last fetch; empty if it was never fetched. */
    public Optional<Map<String, Object>> issuerMetadata() {
        return metadata.get();
    }

    /** The state of the issuer's keys, from the last fetch. */
    public IssuerStatus status() {
        if (refresh == null) {
            return new IssuerStatus(true, Optional.empty(), Optional.empty());
        }
        KeySetState state = refresh.state();
        return new IssuerStatus(
                state.isKnown(), Optional.ofNullable(state.fetched()), Optional.ofNullable(state.failure()));
    }

    private static SignedJWT parsed(String token) {
        if (token.length() > LONGEST) {
            throw AccessTokenRules.refused("is too long. It may have " + LONGEST + " characters.");
        }
        try {
            JWT jwt = JWTParser.parse(token);
            if (jwt instanceof SignedJWT signed) {
                return signed;
            }
        } catch (ParseException | IllegalArgumentException malformed) {
            throw AccessTokenRules.refused("is no JWT. Send the whole token as the issuer gave it.");
        }
        throw AccessTokenRules.refused("is not signed, or encrypted. Get one that is signed (a JWT with three parts).");
    }

    private static JWTClaimsSet claimsOf(SignedJWT jwt) {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException | IllegalArgumentException malformed) {
            throw AccessTokenRules.refused(
                    "is no JWT of the usual form: its claims are no JSON object, or one of them is of a wrong type.");
        }
    }

    /** The keys with which one token is verified. */
    private record GivenKeys(List<JWK> keys) implements SecurityContext {
        List<JWK> select(JWKSelector selector) {
            return selector.select(new JWKSet(keys));
        }
    }
}

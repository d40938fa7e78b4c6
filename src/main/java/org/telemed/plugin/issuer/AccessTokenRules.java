package org.telemed.plugin.issuer;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.io.Serial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an access token must say: by that issuer, for us, about somebody, and for a time that is now. */
final class AccessTokenRules extends DefaultJWTClaimsVerifier<SecurityContext> {
    /** How far the issuer's clock may be off. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private final Clock clock;

    AccessTokenRules(TrustedIssuer issuer, Clock clock) {
        super(new HashSet<>(issuer.audience()), by(issuer), Set.of("exp", "sub"), Set.of());
        this.clock = clock;
        setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
    }

    private static JWTClaimsSet by(TrustedIssuer issuer) {
        JWTClaimsSet.Builder expected = new JWTClaimsSet.Builder();
        issuer.issuer().ifPresent(url -> expected.issuer(url.toString()));
        return expected.build();
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
        Date expires = claims.getExpirationTime();
        if (expires != null && !expires.toInstant().plus(CLOCK_SKEW).isAfter(clock.instant())) {
            throw new Expired();
        }
        super.verify(claims, context);
        if (claims.getSubject().isBlank()) {
            throw new BadJWTException("blank sub");
        }
    }

    @Override
    protected Date currentTime() {
        return Date.from(Instant.now(clock));
    }

    /** Was good once: a new one will do. */
    static final class Expired extends BadJWTException {
        @Serial
        private static final long serialVersionUID = 1L;

        Expired() {
            super("expired");
        }
    }
}

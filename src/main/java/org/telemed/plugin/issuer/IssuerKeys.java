package org.telemed.plugin.issuer;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.health.HealthStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The issuer's public keys: remembered, fetched anew for a key that is unknown, but not as often as strangers like. */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final Duration OUTAGE_BORNE = Duration.ofHours(1);

    private final JWKSource<SecurityContext> keys;
    private volatile boolean reachable;

    /** @param fetchedTwiceIn there are at most two downloads in that time */
    IssuerKeys(TrustedIssuer issuer, Duration fetchedTwiceIn) {
        this.keys = JWKSourceBuilder.create(source(issuer))
                .cache(REMEMBERED.toMillis(), LONGEST_WAIT.toMillis())
                .refreshAheadCache(false) // its thread would outlive the host
                .rateLimited(fetchedTwiceIn.toMillis())
                .retrying(true)
                .outageTolerant(OUTAGE_BORNE.toMillis())
                .healthReporting(report -> note(report.getHealthStatus(), report.getException()))
                .build();
    }

    private static JWKSetSource<SecurityContext> source(TrustedIssuer issuer) {
        Download download = new Download();
        return issuer.keys()
                .<JWKSetSource<SecurityContext>>map(
                        address -> new URLBasedJWKSetSource<>(TrustedIssuer.url(address), download))
                .orElseGet(() -> new DiscoveredKeys(issuer.issuer().orElseThrow(), download));
    }

    /** @throws KeySourceException if the issuer cannot be asked; a key that it may not be asked for again is just unknown */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            return keys.get(selector, context);
        } catch (RateLimitReachedException tooOften) {
            if (reachable) {
                return List.of();
            }
            throw tooOften;
        }
    }

    private void note(HealthStatus status, @Nullable Exception failure) {
        reachable = status == HealthStatus.HEALTHY;
        if (!reachable) {
            LOG.warn("The issuer's keys cannot be fetched: {}", String.valueOf(failure));
        }
    }
}

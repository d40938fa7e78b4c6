package org.telemed.server.health;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.telemed.plugin.issuer.AccessTokenCheck;

/**
 * Whether the server has the issuer's keys, new or old; part of readiness. Without any it can let nobody in, and must not take
 * over from a server that can. Once it has them it stays ready while the issuer is away, because known keys go on counting
 * and because all servers would leave the load balancer at once.
 */
final class IssuerKeysHealthIndicator extends AbstractHealthIndicator {
    private final AccessTokenCheck check;

    IssuerKeysHealthIndicator(AccessTokenCheck check) {
        this.check = check;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        if (check.status().keysKnown()) {
            builder.up();
        } else {
            check.fetchKeysAhead();
            builder.outOfService();
            check.status().problem().ifPresent(problem -> builder.withDetail("reason", problem));
        }
    }
}

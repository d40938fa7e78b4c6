package org.telemed.server.health;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.plugin.issuer.IssuerStatus;

/** Health of the issuer: whether its keys could be fetched last time; starts another fetch if one is due. */
final class IssuerHealthIndicator extends AbstractHealthIndicator {
    private final AccessTokenCheck check;

    IssuerHealthIndicator(AccessTokenCheck check) {
        this.check = check;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        IssuerStatus status = check.status();
        if (!status.keysKnown() || status.problem().isPresent()) {
            check.fetchKeysAhead();
        }
        builder.status(status.problem().isPresent() || !status.keysKnown() ? "DOWN" : "UP");
        builder.withDetail("keysKnown", status.keysKnown());
        status.fetched().ifPresent(time -> builder.withDetail("fetched", time.toString()));
        status.problem().ifPresent(problem -> builder.withDetail("reason", problem));
    }
}

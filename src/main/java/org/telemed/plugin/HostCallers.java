package org.telemed.plugin;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.telemed.core.participant.ClaimReader;
import org.telemed.hapi.CallerResolver;
import org.telemed.plugin.TelemedAutoConfiguration.CallersByClaims;

/** How this host tells who calls: in its own way if it has one, else by the access token's claims, else not at all. */
final class HostCallers {
    private final ObjectProvider<CallerResolver> own;
    private final ObjectProvider<CallersByClaims> byClaims;

    HostCallers(ObjectProvider<CallerResolver> own, ObjectProvider<CallersByClaims> byClaims) {
        this.own = own;
        this.byClaims = byClaims;
    }

    CallerResolver reading(ClaimReader claims) {
        return Optional.ofNullable(own.getIfAvailable())
                .or(() -> Optional.ofNullable(byClaims.getIfAvailable()).map(resolver -> resolver.with(claims)))
                .orElse(request -> Optional.empty());
    }
}

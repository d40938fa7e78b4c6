package org.telemed.hosts.twice;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.telemed.core.caller.Caller;
import org.telemed.core.caller.ClaimReader;
import org.telemed.core.membership.LocalReferences;
import org.telemed.hapi.caller.CallerResolver;

/** The host's own logins: who is behind which random token. */
public final class Sessions implements CallerResolver {

    private final Map<String, Map<String, Object>> users = new ConcurrentHashMap<>();
    private final ClaimReader claims;
    private final Clock clock;

    Sessions(String base, Clock clock) {
        this.claims = new ClaimReader(List.of("fhirUser"), new LocalReferences(List.of(base)));
        this.clock = clock;
    }

    /** A token for that user. */
    public String open(Map<String, Object> user) {
        String token = UUID.randomUUID().toString();
        users.put(token, Map.copyOf(user));
        return token;
    }

    @Override
    public Optional<Caller> callerOf(RequestDetails request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return Optional.empty();
        }
        Map<String, Object> user = users.get(header.replaceFirst("^Bearer ", ""));
        if (user == null || (user.get("exp") instanceof Instant end && end.isBefore(clock.instant()))) {
            throw new AuthenticationException("There is no such session");
        }
        return Optional.of(claims.callerOf(user));
    }
}

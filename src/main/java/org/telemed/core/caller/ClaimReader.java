package org.telemed.core.caller;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;

/** Reads the caller from the claims of a verified access token. */
public final class ClaimReader {
    private final List<String> profileClaims;
    private final LocalReferences references;

    /**
     * Reads with these settings.
     *
     * @param profileClaims the claims that may hold a reference to the caller's own resource, such as {@code fhirUser};
     *     the first that is present counts, valid or not
     */
    public ClaimReader(List<String> profileClaims, LocalReferences references) {
        this.profileClaims = List.copyOf(profileClaims);
        this.references = references;
    }

    /**
     * The caller. If the first claim present is not a string with a local reference, the caller has no resource here;
     * the other claims are not tried.
     */
    public Caller callerOf(Map<String, Object> claims) {
        Optional<ResourceReference> person = profileClaims.stream()
                .filter(claims::containsKey)
                .findFirst()
                .map(claims::get)
                .flatMap(this::person);
        return new Caller(
                text(claims.get("iss")).orElse(""),
                text(claims.get("sub")).orElse(""),
                person,
                text(claims.get("jti")),
                instant(claims.get("exp")));
    }

    private Optional<ResourceReference> person(Object claim) {
        return claim instanceof String reference ? references.read(reference) : Optional.empty();
    }

    /** Each library has another type for it. */
    private static Optional<Instant> instant(@Nullable Object claim) {
        if (claim instanceof Date date) {
            return Optional.of(date.toInstant());
        }
        return claim instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.ofNullable(claim).filter(Instant.class::isInstance).map(Instant.class::cast);
    }

    private static Optional<String> text(@Nullable Object claim) {
        return Optional.ofNullable(claim).map(Objects::toString);
    }
}

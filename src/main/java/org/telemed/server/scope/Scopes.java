package org.telemed.server.scope;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** All that an access token grants. */
public record Scopes(List<Scope> granted) {

    /** Grants nothing. */
    static final Scopes NONE = new Scopes(List.of());

    public Scopes {
        granted = List.copyOf(granted);
    }

    /** Reads the claim {@code scope} or {@code scp}: a text with blanks in between, or a list. */
    static Scopes of(Jwt token) {
        Object claim = Optional.ofNullable(token.getClaims().get("scope"))
                .orElse(token.getClaims().get("scp"));
        return of(words(claim));
    }

    /** Reads scopes; those that say nothing about resources are left out. */
    public static Scopes of(Collection<String> texts) {
        return new Scopes(
                texts.stream().map(Scope::parse).flatMap(Optional::stream).toList());
    }

    /** Whether everything in the other is granted here. */
    public boolean cover(Scopes others) {
        return others.granted.stream().allMatch(other -> granted.stream().anyMatch(scope -> scope.covers(other)));
    }

    boolean allow(Access access, String resourceType) {
        return granted.stream().anyMatch(scope -> scope.allows(access, resourceType));
    }

    boolean allowAny(Set<Access> accesses, String resourceType) {
        return accesses.stream().anyMatch(access -> allow(access, resourceType));
    }

    boolean allowOnEverything(Access access) {
        return allow(access, "*");
    }

    /** Whether any of it was granted to a program rather than a person. */
    boolean ofAProgram() {
        return granted.stream().anyMatch(scope -> scope.context() == Scope.Context.SYSTEM);
    }

    /** Whether the caller runs the place: {@code system/*.cruds}. */
    boolean areUnlimited() {
        return granted.stream()
                .anyMatch(scope -> scope.context() == Scope.Context.SYSTEM
                        && scope.type().equals("*")
                        && scope.accesses().containsAll(EnumSet.allOf(Access.class)));
    }

    private static List<String> words(@Nullable Object claim) {
        Stream<?> parts = claim instanceof Collection<?> list ? list.stream() : Stream.ofNullable(claim);
        return parts.filter(String.class::isInstance)
                .flatMap(part -> Arrays.stream(((String) part).split("\\s+")))
                .toList();
    }
}

package org.telemed.server.smart;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** The SMART scopes of an access token. */
public record SmartScopes(List<SmartScope> granted) {

    /** Grants nothing. */
    public static final SmartScopes NONE = new SmartScopes(List.of());

    public SmartScopes {
        granted = List.copyOf(granted);
    }

    /** Reads the claim {@code scope} or {@code scp}: a text with blanks in between, or a list. */
    public static SmartScopes of(Jwt token) {
        Object claim = Optional.ofNullable(token.getClaims().get("scope"))
                .orElse(token.getClaims().get("scp"));
        return of(words(claim));
    }

    /** Reads scopes; those that say nothing about resources are left out. */
    public static SmartScopes of(Collection<String> texts) {
        return new SmartScopes(
                texts.stream().map(SmartScope::parse).flatMap(Optional::stream).toList());
    }

    /** Whether everything in the other is granted here. */
    public boolean cover(SmartScopes others) {
        return others.granted.stream().allMatch(other -> granted.stream().anyMatch(scope -> scope.covers(other)));
    }

    /** What is granted both here and by the others, as scopes of version 2. */
    public Set<String> intersection(SmartScopes others) {
        return granted.stream()
                .flatMap(scope -> others.granted.stream().map(scope::intersection))
                .flatMap(Optional::stream)
                .map(SmartScope::text)
                .collect(Collectors.toSet());
    }

    /** Whether they grant this on every resource of that type. */
    public boolean allow(Permission access, String resourceType) {
        return granted.stream().anyMatch(scope -> !scope.isLimited() && scope.allows(access, resourceType));
    }

    /** Those that grant only some resources of their type. */
    public List<SmartScope> limited() {
        return granted.stream().filter(SmartScope::isLimited).toList();
    }

    /** The same, and to read every resource of that type if a patient's scopes grant to read the patient's own. */
    public SmartScopes withPatientsReadOfEvery(String resourceType) {
        boolean readsOwn = granted.stream()
                .anyMatch(scope -> scope.context() == SmartScope.Context.PATIENT
                        && scope.category() == null
                        && scope.allows(Permission.READ, resourceType));
        SmartScope every = new SmartScope(SmartScope.Context.USER, resourceType, Set.of(Permission.READ), null);
        return readsOwn
                ? new SmartScopes(
                        Stream.concat(granted.stream(), Stream.of(every)).toList())
                : this;
    }

    /** Whether they grant one of these on every resource of that type. */
    public boolean allowAny(Set<Permission> accesses, String resourceType) {
        return accesses.stream().anyMatch(access -> allow(access, resourceType));
    }

    /** Whether they grant this on every resource of every type. */
    public boolean allowOnEverything(Permission access) {
        return allow(access, SmartScope.EVERY_TYPE);
    }

    /** Whether they grant everything on every type, as {@code user/*.cruds} does. */
    public boolean allowAllOnEverything() {
        return EnumSet.allOf(Permission.class).stream().allMatch(this::allowOnEverything);
    }

    /** Whether they include {@code system/*.cruds}. */
    public boolean areUnlimited() {
        return granted.stream()
                .anyMatch(scope -> scope.context() == SmartScope.Context.SYSTEM
                        && scope.type().equals(SmartScope.EVERY_TYPE)
                        && scope.accesses().containsAll(EnumSet.allOf(Permission.class)));
    }

    private static List<String> words(@Nullable Object claim) {
        Stream<?> parts = claim instanceof Collection<?> list ? list.stream() : Stream.ofNullable(claim);
        return parts.filter(String.class::isInstance)
                .flatMap(part -> Arrays.stream(((String) part).split("\\s+")))
                .toList();
    }
}

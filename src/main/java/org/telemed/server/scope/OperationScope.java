package org.telemed.server.scope;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Our operations, and the scope that each needs at least. */
enum OperationScope {
    CREATE_ROOM("$create-telemed-room", EnumSet.of(Permission.CREATE, Permission.UPDATE)),
    TOKEN("$telemed-token", EnumSet.of(Permission.READ)),
    END_ROOM("$end-telemed-room", EnumSet.of(Permission.UPDATE));

    private static final String TYPE = "Encounter";

    private final String operation;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final Set<Permission> oneOf;

    OperationScope(String operation, Set<Permission> oneOf) {
        this.operation = operation;
        this.oneOf = Set.copyOf(oneOf);
    }

    static Optional<OperationScope> of(@Nullable String name) {
        return Arrays.stream(values())
                .filter(telemed -> telemed.operation.equals(name))
                .findAny();
    }

    boolean allowedBy(SmartScopes scopes, @Nullable String type) {
        return TYPE.equals(type) && scopes.allowAny(oneOf, TYPE);
    }
}

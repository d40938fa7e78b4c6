package org.telemed.server.scope;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.telemed.server.scope.compartment.LimitedAccess;
import org.telemed.server.smart.Permission;
import org.telemed.server.smart.SmartScope;
import org.telemed.server.smart.SmartScopes;

/** Our operations, and the scope that each needs at least. */
enum OperationScope {
    CREATE_ROOM("$create-telemed-room", EnumSet.of(Permission.CREATE, Permission.UPDATE)),
    TOKEN("$telemed-token", EnumSet.of(Permission.READ)),
    STATUS("$telemed-status", EnumSet.of(Permission.READ)),
    /** Moderators need no right to update. */
    ADMIT("$admit-telemed-participant", EnumSet.of(Permission.READ)),
    DISMISS("$dismiss-telemed-participant", EnumSet.of(Permission.READ)),
    /** The same; what is written besides needs the right to write it. */
    INVITE("$invite-telemed-guest", EnumSet.of(Permission.READ)),
    END_ROOM("$end-telemed-room", EnumSet.of(Permission.UPDATE));

    private static final String TYPE = "Encounter";
    private static final String APPOINTMENT = "Appointment";

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

    /**
     * Whether the operation shows a participant nothing of the Encounter but their own part: then a patient who takes part in
     * the visit of another one needs no scope on that one's records.
     */
    static boolean isDecidedByMembership(@Nullable String name) {
        return TOKEN.operation.equals(name) || STATUS.operation.equals(name);
    }

    /** Whether these scopes grant it on every Encounter. */
    boolean allowedBy(SmartScopes scopes) {
        return scopes.allowAny(oneOf, TYPE);
    }

    /**
     * Whether scopes grant it on resources of the type: on every one, or on some, of which the one that is asked about is read to
     * find out. A room is also created by an Appointment, for whoever may read that as well.
     */
    boolean allowedBy(SmartScopes scopes, LimitedAccess limited, @Nullable String type) {
        boolean onEncounters = allowedBy(scopes) || oneOf.stream().anyMatch(access -> limited.allows(access, TYPE));
        return switch (String.valueOf(type)) {
            case TYPE -> onEncounters;
            case APPOINTMENT ->
                this == CREATE_ROOM
                        && onEncounters
                        && (scopes.allow(Permission.READ, APPOINTMENT) || limited.allows(Permission.READ, APPOINTMENT));
            default -> false;
        };
    }

    /** Scopes that grant it on resources of the type, for a denial. */
    String exampleOn(String type) {
        String onEncounter = new SmartScope(SmartScope.Context.USER, TYPE, oneOf, null).text();
        return this == CREATE_ROOM && type.equals(APPOINTMENT)
                ? onEncounter + " and user/" + APPOINTMENT + ".r"
                : onEncounter;
    }

    /** The type of the resource that a request is about: one of our operations answers with an Encounter, or of one. */
    static @Nullable String typeOfAnswer(@Nullable String operation, @Nullable String type) {
        return CREATE_ROOM.operation.equals(operation) ? TYPE : type;
    }
}

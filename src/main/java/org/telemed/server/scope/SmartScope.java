package org.telemed.server.scope;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SMART scope on resources, of version 2 ({@code user/Encounter.cru}) or 1 ({@code user/Encounter.write}).
 *
 * <p>See <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART App Launch 2.2</a>.
 * A scope with a search restriction ({@code ?category=…}) grants nothing here: half of it would be too much. A user's
 * wildcard does not write conformance resources: they configure the server for everybody.
 *
 * @param context for whom it was granted
 * @param type a resource type, or {@code *}
 * @param accesses what it grants; never a write for a patient
 */
record SmartScope(Context context, String type, Set<Permission> accesses) {

    private static final Pattern FORM =
            Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]{1,63})\\.(c?r?u?d?s?|read|write|\\*)");

    SmartScope {
        accesses = Set.copyOf(accesses);
    }

    /** For whom a scope was granted. */
    enum Context {
        PATIENT,
        USER,
        SYSTEM
    }

    /** Reads a scope; empty for what grants nothing on resources, {@code openid} for example. */
    static Optional<SmartScope> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(3).isEmpty()) {
            return Optional.empty();
        }
        Context context = Context.valueOf(form.group(1).toUpperCase(java.util.Locale.ROOT));
        Set<Permission> accesses = accesses(form.group(3));
        if (context == Context.PATIENT) {
            accesses.removeIf(Permission::isWrite);
        }
        return Optional.of(new SmartScope(context, form.group(2), accesses));
    }

    boolean allows(Permission access, String resourceType) {
        return accesses.contains(access)
                && (type.equals(resourceType) || (type.equals("*") && wildcardReaches(access, resourceType)));
    }

    private boolean wildcardReaches(Permission access, String resourceType) {
        return context == Context.SYSTEM || !access.isWrite() || !ConformanceResources.include(resourceType);
    }

    /** Whether everything that the other grants is granted by this one. */
    boolean covers(SmartScope other) {
        return context == other.context && other.accesses.stream().allMatch(access -> allows(access, other.type));
    }

    private static Set<Permission> accesses(String permission) {
        return switch (permission) {
            case "read" -> EnumSet.of(Permission.READ, Permission.SEARCH);
            case "write" -> EnumSet.of(Permission.CREATE, Permission.UPDATE, Permission.DELETE);
            case "*" -> EnumSet.allOf(Permission.class);
            default -> {
                Set<Permission> letters = EnumSet.noneOf(Permission.class);
                Arrays.stream(Permission.values())
                        .filter(access -> permission.indexOf(access.letter()) >= 0)
                        .forEach(letters::add);
                yield letters;
            }
        };
    }
}

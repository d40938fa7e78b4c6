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
record Scope(Context context, String type, Set<Access> accesses) {

    private static final Pattern FORM =
            Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]{1,63})\\.(c?r?u?d?s?|read|write|\\*)");

    Scope {
        accesses = Set.copyOf(accesses);
    }

    /** For whom a scope was granted. */
    enum Context {
        PATIENT,
        USER,
        SYSTEM
    }

    /** Reads a scope; empty for what grants nothing on resources, {@code openid} for example. */
    static Optional<Scope> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(3).isEmpty()) {
            return Optional.empty();
        }
        Context context = Context.valueOf(form.group(1).toUpperCase(java.util.Locale.ROOT));
        Set<Access> accesses = accesses(form.group(3));
        if (context == Context.PATIENT) {
            accesses.removeIf(Access::isWrite);
        }
        return Optional.of(new Scope(context, form.group(2), accesses));
    }

    boolean allows(Access access, String resourceType) {
        return accesses.contains(access)
                && (type.equals(resourceType) || (type.equals("*") && wildcardReaches(access, resourceType)));
    }

    private boolean wildcardReaches(Access access, String resourceType) {
        return context == Context.SYSTEM || !access.isWrite() || !ConformanceResources.include(resourceType);
    }

    /** Whether everything that the other grants is granted by this one. */
    boolean covers(Scope other) {
        return context == other.context && other.accesses.stream().allMatch(access -> allows(access, other.type));
    }

    private static Set<Access> accesses(String permission) {
        return switch (permission) {
            case "read" -> EnumSet.of(Access.READ, Access.SEARCH);
            case "write" -> EnumSet.of(Access.CREATE, Access.UPDATE, Access.DELETE);
            case "*" -> EnumSet.allOf(Access.class);
            default -> {
                Set<Access> letters = EnumSet.noneOf(Access.class);
                Arrays.stream(Access.values())
                        .filter(access -> permission.indexOf(access.letter()) >= 0)
                        .forEach(letters::add);
                yield letters;
            }
        };
    }
}

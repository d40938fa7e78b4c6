package org.telemed.server.smart;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One SMART scope on resources, of version 2 ({@code user/Encounter.cru}) or 1 ({@code user/Encounter.write}).
 *
 * <p>See <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART App Launch 2.2</a>.
 * Of granular scopes, those with one {@code category} on one type are known ({@code patient/Observation.rs?category=…}); any
 * other search restriction makes the scope grant nothing, because half of it would be too much. A scope for a patient, or
 * with a category, never writes. A user's wildcard does not write conformance resources: they configure the server for
 * everybody.
 *
 * @param context for whom it was granted
 * @param type a resource type, or {@code *}
 * @param accesses what it grants
 * @param category to which it is limited; null for none
 */
public record SmartScope(
        Context context,
        String type,
        Set<Permission> accesses,
        @Nullable CategoryFilter category) {
    /** In the place of a type: all of them. */
    public static final String EVERY_TYPE = "*";

    private static final Pattern FORM =
            Pattern.compile("(?<context>patient|user|system)/(?<type>\\*|[A-Z][A-Za-z]{1,63})"
                    + "\\.(?<accesses>(?=[crudswr*])(?:c?r?u?d?s?|read|write|\\*))(?:\\?(?<query>.*))?");

    private static final Set<String> VERSION_1 = Set.of("read", "write", "*");

    public SmartScope {
        accesses = Set.copyOf(accesses);
    }

    /** For whom a scope was granted. */
    public enum Context {
        PATIENT,
        USER,
        SYSTEM
    }

    /** Reads a scope; empty for what grants nothing on resources, {@code openid} for example. */
    static Optional<SmartScope> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Context context = Context.valueOf(form.group("context").toUpperCase(Locale.ROOT));
        String type = form.group("type");
        Set<Permission> accesses = accesses(form.group("accesses"));
        if (form.group("query") == null) {
            return Optional.of(limited(new SmartScope(context, type, accesses, null)));
        }
        boolean isGranular = !type.equals(EVERY_TYPE) && !VERSION_1.contains(form.group("accesses"));
        return CategoryFilter.parse(form.group("query"))
                .filter(category -> isGranular)
                .map(category -> limited(new SmartScope(context, type, accesses, category)));
    }

    private static SmartScope limited(SmartScope asWritten) {
        if (!asWritten.isLimited()) {
            return asWritten;
        }
        Set<Permission> reads = EnumSet.noneOf(Permission.class);
        asWritten.accesses.stream().filter(access -> !access.isWrite()).forEach(reads::add);
        return new SmartScope(asWritten.context, asWritten.type, reads, asWritten.category);
    }

    /** Whether it grants only some resources of its type: those of one patient, or of one category. */
    public boolean isLimited() {
        return context == Context.PATIENT || category != null;
    }

    /** Whether it grants this on resources of that type, on some of them if it is limited. */
    public boolean allows(Permission access, String resourceType) {
        return accesses.contains(access)
                && (type.equals(resourceType) || (type.equals(EVERY_TYPE) && wildcardReaches(access, resourceType)));
    }

    private boolean wildcardReaches(Permission access, String resourceType) {
        return context == Context.SYSTEM || !access.isWrite() || !ConformanceResources.include(resourceType);
    }

    /** Whether everything that the other grants is granted by this one. */
    boolean covers(SmartScope other) {
        return context == other.context
                && (category == null || category.equals(other.category))
                && other.accesses.stream().allMatch(access -> allows(access, other.type));
    }

    /** What both grant; empty if that is nothing. */
    Optional<SmartScope> intersection(SmartScope other) {
        boolean sameType = type.equals(other.type) || type.equals(EVERY_TYPE) || other.type.equals(EVERY_TYPE);
        boolean sameCategory = category == null || other.category == null || category.equals(other.category);
        if (context != other.context || !sameType || !sameCategory) {
            return Optional.empty();
        }
        String narrower = type.equals(EVERY_TYPE) ? other.type : type;
        Set<Permission> both = EnumSet.noneOf(Permission.class);
        accesses.stream()
                .filter(access -> allows(access, narrower) && other.allows(access, narrower))
                .forEach(both::add);
        return both.isEmpty()
                ? Optional.empty()
                : Optional.of(new SmartScope(context, narrower, both, category == null ? other.category : category));
    }

    /** As it is written in version 2. */
    public String text() {
        String letters = accesses.stream()
                .sorted()
                .map(access -> String.valueOf(access.letter()))
                .collect(Collectors.joining());
        return context.name().toLowerCase(Locale.ROOT) + "/" + type + "." + letters
                + (category == null ? "" : "?" + category.query());
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

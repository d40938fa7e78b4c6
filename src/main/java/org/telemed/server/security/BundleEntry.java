package org.telemed.server.security;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one entry of a batch or transaction asks for.
 *
 * @param type the resource type; null for what is on no type, a search of everything for example
 * @param operation the operation with its dollar sign; null for a plain interaction
 * @param accesses what the interaction needs one of; empty for what nobody may do
 */
record BundleEntry(@Nullable String type, @Nullable String operation, Set<Access> accesses) {

    private static final Pattern URL =
            Pattern.compile("/?(?<type>[A-Z][A-Za-z]*)?(?:/(?<id>[^/?$]+))?(?:/?(?<operation>\\$[^/?]+))?(?:[/?].*)?");

    BundleEntry {
        accesses = Set.copyOf(accesses);
    }

    static BundleEntry of(@Nullable RequestTypeEnum method, @Nullable String url) {
        Matcher parts = URL.matcher(url == null ? "" : url);
        if (method == null || !parts.matches()) {
            return new BundleEntry(null, null, EnumSet.noneOf(Access.class));
        }
        return new BundleEntry(
                parts.group("type"), parts.group("operation"), accesses(method, parts.group("id") != null));
    }

    boolean isOperation() {
        return operation != null;
    }

    private static Set<Access> accesses(RequestTypeEnum method, boolean onOne) {
        return switch (method) {
            case POST -> EnumSet.of(Access.CREATE);
            case PUT, PATCH -> EnumSet.of(Access.UPDATE);
            case DELETE -> EnumSet.of(Access.DELETE);
            case GET, HEAD -> onOne ? EnumSet.of(Access.READ, Access.SEARCH) : EnumSet.of(Access.SEARCH);
            default -> EnumSet.noneOf(Access.class);
        };
    }
}

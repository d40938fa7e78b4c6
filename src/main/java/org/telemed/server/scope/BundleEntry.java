package org.telemed.server.scope;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telemed.hapi.operation.OperationInBundleInterceptor;
import org.telemed.server.smart.Permission;

/**
 * What one entry of a batch or transaction asks for.
 *
 * <p>Only URLs in the form that FHIR recommends, relative to the base, are understood. HAPI reads more, in more than one way;
 * what is not understood here is for nobody.
 *
 * @param type the resource type; null for what is on no type, a search of everything for example
 * @param operation the operation with its dollar sign; null for a plain interaction
 * @param accesses what the interaction needs one of; empty for what nobody may do
 * @param query what a search or a match URL has behind the question mark; null if nothing is searched
 * @param isHistory whether it reads a former version, or all of them
 */
record BundleEntry(
        @Nullable String type,
        @Nullable String operation,
        Set<Permission> accesses,
        @Nullable String query,
        boolean isHistory) {

    private static final BundleEntry FOR_NOBODY = new BundleEntry(null, null, Set.of(), null, false);

    private static final Pattern URL = Pattern.compile("/?(?<type>[A-Z][A-Za-z]*)?(?:/(?<id>[A-Za-z0-9.-]{1,64}))?"
            + "(?<history>/_history(?:/[A-Za-z0-9.-]{1,64})?)?(?:/?(?<operation>\\$[A-Za-z0-9-]+))?"
            + "/?(?:\\?(?<query>.*))?");

    BundleEntry {
        accesses = Set.copyOf(accesses);
    }

    /** @param ifNoneExist of an entry that creates */
    static BundleEntry of(@Nullable RequestTypeEnum method, @Nullable String url, @Nullable String ifNoneExist) {
        Optional<String> telemed = OperationInBundleInterceptor.operationIn(url);
        if (telemed.isPresent()) {
            return new BundleEntry("Encounter", telemed.get(), Set.of(), null, false);
        }
        Matcher parts = URL.matcher(url == null ? "" : url);
        if (method == null || !parts.matches() || isDots(parts.group("id"))) {
            return operationIn(url);
        }
        return new BundleEntry(
                parts.group("type"),
                parts.group("operation"),
                accesses(method, parts),
                method == RequestTypeEnum.POST ? queryOrNone(ifNoneExist) : searched(parts),
                parts.group("history") != null);
    }

    static BundleEntry of(BundleEntryParts parts) {
        return of(parts.getRequestType(), parts.getUrl(), parts.getConditionalUrl());
    }

    /** Whether an entry lacks a method or a URL. */
    static boolean isIncomplete(BundleEntryParts parts) {
        return parts.getRequestType() == null
                || parts.getUrl() == null
                || parts.getUrl().isBlank();
    }

    /** HAPI stores what is in the entry, whatever its URL says. A patch is a resource of its own. */
    boolean isOfItsType(FhirContext fhir, BundleEntryParts parts) {
        boolean storesIt =
                parts.getRequestType() == RequestTypeEnum.POST || parts.getRequestType() == RequestTypeEnum.PUT;
        return !storesIt
                || parts.getResource() == null
                || fhir.getResourceType(parts.getResource()).equals(type);
    }

    /** An operation is known in any encoding, so that its refusal says why it is refused. */
    private static BundleEntry operationIn(@Nullable String url) {
        Matcher parts = URL.matcher(decoded(url));
        return parts.matches() && parts.group("operation") != null
                ? new BundleEntry(parts.group("type"), parts.group("operation"), Set.of(), null, false)
                : FOR_NOBODY;
    }

    private static String decoded(@Nullable String url) {
        try {
            return url == null ? "" : URLDecoder.decode(url, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** What stands behind the question mark; all of it if there is none, as HAPI reads {@code If-None-Exist}. */
    static String queryOf(String matchUrl) {
        return matchUrl.substring(matchUrl.indexOf('?') + 1);
    }

    /** Whether nobody may do this, whatever their scopes. */
    boolean isForNobody() {
        return !isOperation() && accesses.isEmpty();
    }

    boolean isOperation() {
        return operation != null;
    }

    private static @Nullable String queryOrNone(@Nullable String ifNoneExist) {
        return ifNoneExist == null || ifNoneExist.isBlank() ? null : queryOf(ifNoneExist);
    }

    private static @Nullable String searched(Matcher parts) {
        return parts.group("id") == null && parts.group("operation") == null ? parts.group("query") : null;
    }

    private static boolean isDots(@Nullable String id) {
        return ".".equals(id) || "..".equals(id);
    }

    private static Set<Permission> accesses(RequestTypeEnum method, Matcher parts) {
        boolean onOne = parts.group("id") != null;
        boolean onNone = !onOne && parts.group("query") == null;
        return switch (method) {
            case POST -> EnumSet.of(Permission.CREATE);
            case PUT, PATCH -> onNone ? Set.of() : EnumSet.of(Permission.UPDATE);
            case DELETE -> onNone ? Set.of() : EnumSet.of(Permission.DELETE);
            case GET, HEAD -> EnumSet.of(onOne ? Permission.READ : Permission.SEARCH);
            default -> Set.of();
        };
    }
}

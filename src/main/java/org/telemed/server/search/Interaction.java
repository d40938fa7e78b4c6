package org.telemed.server.search;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** FHIR's interactions, with the parameters that each accepts. */
enum Interaction {
    SEARCH(
            true,
            Constants.PARAM_COUNT,
            Constants.PARAM_OFFSET,
            Constants.PARAM_SORT,
            Constants.PARAM_INCLUDE,
            Constants.PARAM_REVINCLUDE,
            Constants.PARAM_SEARCH_TOTAL_MODE,
            Constants.PARAM_CONTAINED,
            Constants.PARAM_FILTER,
            Constants.PARAM_QUERY),
    HISTORY(false, Constants.PARAM_COUNT, Constants.PARAM_OFFSET, Constants.PARAM_SINCE, Constants.PARAM_AT),
    /** A page of results. */
    PAGE(
            false,
            Constants.PARAM_PAGINGACTION,
            Constants.PARAM_PAGINGOFFSET,
            Constants.PARAM_PAGEID,
            Constants.PARAM_BUNDLETYPE,
            Constants.PARAM_COUNT,
            Constants.PARAM_OFFSET),
    /** An update, patch or delete of what a search finds, and a create where one finds nothing. */
    CONDITIONAL(true, Constants.PARAMETER_CASCADE_DELETE, "_expunge"),
    /** A delete of one resource by its id. HAPI ignores {@code _expunge} there, and deletes without. */
    DELETE(false, Constants.PARAMETER_CASCADE_DELETE),
    /** Of one resource, by its id, or of a new one. */
    SINGLE(false);

    private final boolean takesConditions;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final Set<String> general;

    Interaction(boolean takesConditions, String... general) {
        this.takesConditions = takesConditions;
        Set<String> all = new HashSet<>(Arrays.asList(general));
        all.addAll(List.of(
                Constants.PARAM_FORMAT, Constants.PARAM_PRETTY, Constants.PARAM_SUMMARY, Constants.PARAM_ELEMENTS));
        this.general = Set.copyOf(all);
    }

    /**
     * Of a URL below the base.
     *
     * @param path without a slash at its start and without its query
     * @return empty for operations, and for what only HAPI understands
     */
    static Optional<Interaction> of(@Nullable RequestTypeEnum method, String path) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        if (method == null || path.contains("$") || path.equals(Constants.URL_TOKEN_METADATA)) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (method) {
                    case GET, HEAD -> ofRead(parts);
                    case POST -> parts.contains(Constants.PARAM_SEARCH) ? SEARCH : parts.size() == 1 ? SINGLE : null;
                    case DELETE -> parts.size() == 1 ? CONDITIONAL : DELETE;
                    case PUT, PATCH -> parts.size() == 1 ? CONDITIONAL : SINGLE;
                    default -> null;
                });
    }

    private static @Nullable Interaction ofRead(List<String> parts) {
        int history = parts.indexOf(Constants.PARAM_HISTORY);
        if (history >= 0) {
            return history == parts.size() - 1 ? HISTORY : SINGLE;
        }
        boolean isSearch =
                parts.size() == 1 || (parts.size() == 2 && parts.get(1).equals(Constants.PARAM_SEARCH));
        return isSearch ? SEARCH : parts.size() == 2 ? SINGLE : null;
    }

    boolean takesConditions() {
        return takesConditions;
    }

    /** Parameters that are no conditions. */
    Set<String> general() {
        return general;
    }
}

package org.telemed.server.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The search parameters of each resource type, and the modifiers that HAPI's JPA storage honours on them. */
final class SearchParameters {

    private static final String MISSING = "missing";

    /** HAPI honours these parameters of every type in its own ways; other names with an underscore it ignores. */
    private static final Map<String, Set<String>> META = Map.of(
            Constants.PARAM_ID, Set.of("not"),
            Constants.PARAM_LASTUPDATED, Set.of(),
            Constants.PARAM_TAG, Set.of("not"),
            Constants.PARAM_SECURITY, Set.of("not"),
            Constants.PARAM_PROFILE, Set.of("below"),
            Constants.PARAM_SOURCE, Set.of("above", "below", "contains", MISSING),
            Constants.PARAM_LIST, Set.of(),
            Constants.PARAM_TEXT, Set.of("contains"),
            Constants.PARAM_CONTENT, Set.of("contains"),
            Constants.PARAM_LANGUAGE, Set.of());

    private static final Set<String> NICKNAMED = Set.of("name", "given");

    private final ISearchParamRegistry registry;

    SearchParameters(ISearchParamRegistry registry) {
        this.registry = registry;
    }

    static boolean isOfEveryType(String name) {
        return META.containsKey(name);
    }

    boolean has(String type, String name) {
        return META.containsKey(name)
                || (!name.startsWith("_") && find(type, name).isPresent());
    }

    Optional<RuntimeSearchParam> find(String type, String name) {
        return Optional.ofNullable(registry.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SEARCH));
    }

    Optional<RuntimeSearchParam> byUrl(String url) {
        return Optional.ofNullable(registry.getActiveSearchParamByUrl(url, SearchParamLookupContextEnum.ALL));
    }

    /** All of a type, for suggestions. */
    Set<String> names(String type) {
        Set<String> names = new TreeSet<>(META.keySet());
        registry.getActiveSearchParams(type, SearchParamLookupContextEnum.SEARCH).getSearchParamNames().stream()
                .filter(name -> !name.startsWith("_"))
                .forEach(names::add);
        return names;
    }

    /** Without the names of resource types, which a reference takes besides. */
    Set<String> modifiers(String type, String name) {
        return META.containsKey(name)
                ? META.get(name)
                : find(type, name)
                        .map(parameter -> modifiers(name, parameter.getParamType()))
                        .orElse(Set.of());
    }

    private static Set<String> modifiers(String name, RestSearchParameterTypeEnum type) {
        return switch (type) {
            case STRING ->
                NICKNAMED.contains(name)
                        ? Set.of(MISSING, "exact", "contains", "nickname")
                        : Set.of(MISSING, "exact", "contains");
            case TOKEN -> Set.of(MISSING, "not", "text", "in", "not-in", "above", "below", "of-type");
            case URI -> Set.of(MISSING, "above", "below", "contains");
            case REFERENCE, DATE, NUMBER, QUANTITY -> Set.of(MISSING);
            case COMPOSITE, SPECIAL, HAS -> Set.of();
        };
    }
}

package org.telemed.server.security;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether scopes allow a search: each resource type that it looks into needs {@code s}. A search that may be run
 * tells by its result what others would not show.
 */
final class SearchScopes {

    private static final String EVERYTHING = "*";
    /** HAPI joins a table for each link; nobody needs so many. */
    private static final int MOST_LINKS = 20;

    private final ISearchParamRegistry registry;
    private final Set<String> allTypes;

    /** @param allTypes of this FHIR version; a reference may point to any of them where its parameter says nothing */
    SearchScopes(ISearchParamRegistry registry, Set<String> allTypes) {
        this.registry = registry;
        this.allTypes = Set.copyOf(allTypes);
    }

    /** Why the scopes do not allow it, for the client to read; empty if they do. */
    Optional<String> refusal(Scopes scopes, TypeSearch search) {
        Map<String, Boolean> named = new LinkedHashMap<>();
        named.put(search.type(), true);
        search.parameters().forEach(parameter -> follow(search.type(), parameter, named));
        search.sorts().forEach(sort -> follow(search.type(), chained(sort), named));
        search.includes().forEach(include -> named(include).forEach(type -> named.put(type, true)));
        search.revIncludes()
                .forEach(include -> (include.getParamType() == null ? Stream.of(EVERYTHING) : named(include))
                        .forEach(type -> named.put(type, true)));
        return named.keySet().stream()
                .filter(type -> !scopes.allow(Access.SEARCH, type))
                .findFirst()
                .map(type -> text(type, Boolean.TRUE.equals(named.get(type))))
                .or(() -> search.includes().stream()
                        .map(this::targets)
                        .filter(types -> !types.isEmpty()
                                && types.stream().noneMatch(type -> scopes.allow(Access.SEARCH, type)))
                        .findFirst()
                        .map(types -> text(types.iterator().next(), false)));
    }

    /**
     * Collects the types that a parameter looks into.
     *
     * @param parameter such as {@code subject:Patient.organization.name} or {@code _has:Observation:patient:code}
     * @param types each with whether the client named it
     */
    private void follow(String type, String parameter, Map<String, Boolean> types) {
        boolean isTooLong = parameter.chars().filter(c -> c == '.' || c == ':').count() > MOST_LINKS;
        follow(type, isTooLong ? Constants.PARAM_HAS : parameter, types, new HashSet<>());
    }

    private void follow(String type, String parameter, Map<String, Boolean> types, Set<String> followed) {
        if (!followed.add(type + "?" + parameter)) {
            return;
        }
        String[] has = parameter.split(":", 4);
        int dot = parameter.indexOf('.');
        String[] link = (dot < 0 ? parameter : parameter.substring(0, dot)).split(":", 2);
        if (has[0].equals(Constants.PARAM_HAS) && has.length == 4) {
            add(has[1], true, types);
            follow(has[1], has[3], types, followed);
        } else if (link[0].equals(Constants.PARAM_FILTER) || link[0].equals(Constants.PARAM_HAS)) {
            add(EVERYTHING, true, types);
        } else if (link[0].equals(Constants.PARAM_LIST)) {
            add("List", true, types);
        } else if (dot >= 0) {
            String rest = parameter.substring(dot + 1);
            boolean isNamed = link.length == 2;
            (isNamed ? Set.of(known(link[1])) : candidates(type, link[0], rest)).forEach(target -> {
                add(target, isNamed, types);
                follow(target, rest, types, followed);
            });
        }
    }

    /** HAPI takes names of types in any case; what is none may stand for anything. */
    private String known(String name) {
        return allTypes.stream().filter(name::equalsIgnoreCase).findFirst().orElse(EVERYTHING);
    }

    private static void add(String type, boolean isNamed, Map<String, Boolean> types) {
        types.merge(type, isNamed, Boolean::logicalOr);
    }

    /** The types that HAPI joins for an unqualified link: the targets that have the next parameter. */
    private Set<String> candidates(String type, String parameter, String rest) {
        String next = rest.replaceFirst("[.:].*", "");
        return targets(type, parameter).stream()
                .filter(target -> next.startsWith("_") || parameter(target, next) != null)
                .collect(Collectors.toSet());
    }

    private Set<String> targets(String type, String parameter) {
        return Optional.ofNullable(parameter(type, parameter))
                .map(RuntimeSearchParam::getTargets)
                .filter(targets -> !targets.isEmpty())
                .orElse(allTypes);
    }

    private @Nullable RuntimeSearchParam parameter(String type, String name) {
        return registry.getActiveSearchParam(type, name, SearchParamLookupContextEnum.ALL);
    }

    /** Where an include may lead; empty where that is not restricted, or the client named it. */
    private Set<String> targets(Include include) {
        boolean isOpen = include.getParamTargetType() != null
                || include.getParamType() == null
                || EVERYTHING.equals(include.getParamName());
        return isOpen ? Set.of() : targets(include.getParamType(), include.getParamName());
    }

    private static List<String> namedIn(@Nullable String... types) {
        return Stream.of(types)
                .filter(Objects::nonNull)
                .filter(type -> !type.isEmpty())
                .toList();
    }

    private static Stream<String> named(Include include) {
        return namedIn(include.getParamType(), include.getParamTargetType()).stream();
    }

    /** HAPI writes the type before the parameter in a sort, and after it in a search. */
    private static String chained(String sort) {
        return sort.replaceFirst("^([A-Z][A-Za-z]*):([^.:]+)", "$2:$1");
    }

    private String text(String type, boolean isNamed) {
        String known = allTypes.contains(type) ? type : EVERYTHING;
        String what = known.equals(EVERYTHING) ? "resources of every type" : known;
        return "This searches " + what + ", which your access token's scopes do not allow. Ask for a token with a scope"
                + " for it, such as user/" + known + ".rs."
                + (isNamed ? "" : " Or name the type that you mean, as in subject:Patient.birthdate.");
    }
}

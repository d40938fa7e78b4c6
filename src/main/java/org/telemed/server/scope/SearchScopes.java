package org.telemed.server.scope;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.server.scope.compartment.LimitedAccess;
import org.telemed.server.smart.Permission;
import org.telemed.server.smart.SmartScopes;

/**
 * Decides whether scopes allow a search: each resource type that it looks into needs {@code s}, because what it finds tells
 * what those hold.
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
    Optional<String> refusal(SmartScopes scopes, LimitedAccess limited, TypeSearch search) {
        if (scopes.allowOnEverything(Permission.SEARCH)) {
            return Optional.empty();
        }
        return new Check(scopes, limited).refusal(search);
    }

    /** The types that HAPI joins for an unqualified link: the targets that have the next parameter. */
    private Set<String> candidates(String type, String parameter, String rest) {
        String next = rest.replaceFirst("[.:].*", "");
        return targets(type, parameter).stream()
                .filter(target -> next.startsWith("_") || parameter(target, next) != null)
                .collect(Collectors.toSet());
    }

    /** HAPI takes names of types in any case; what is none may stand for anything. */
    private String known(String name) {
        return allTypes.stream().filter(name::equalsIgnoreCase).findFirst().orElse(EVERYTHING);
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

    /** HAPI writes the type before the parameter in a sort, and after it in a search. */
    private static String asParameter(String sort) {
        return sort.replaceFirst("^([A-Z][A-Za-z]*):([^.:]+)", "$2:$1");
    }

    private String text(String type) {
        String known = allTypes.contains(type) ? type : EVERYTHING;
        String what = known.equals(EVERYTHING) ? "resources of every type" : known;
        return "This searches " + what + ", which your access token's scopes do not allow. Ask for a token with a scope"
                + " for it, such as user/" + known + ".rs.";
    }

    /** One search by one caller. It ends at the first type that is not granted. */
    private final class Check {
        private final SmartScopes scopes;
        private final LimitedAccess limited;
        private final Set<String> followed = new HashSet<>();

        private Check(SmartScopes scopes, LimitedAccess limited) {
            this.scopes = scopes;
            this.limited = limited;
        }

        private Optional<String> refusal(TypeSearch search) {
            return Stream.of(
                            Stream.of(search.type()).map(type -> unlessGranted(type, search)),
                            search.parameters().stream().map(parameter -> follow(search.type(), parameter)),
                            search.sorts().stream().map(sort -> follow(search.type(), asParameter(sort))),
                            search.includes().stream().map(this::included),
                            search.revIncludes().stream().map(this::revIncluded))
                    .flatMap(refusals -> refusals)
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        /** @param parameter such as {@code subject:Patient.organization.name} or {@code _has:Observation:patient:code} */
        private Optional<String> follow(String type, String parameter) {
            String[] has = parameter.split(":", 4);
            int dot = parameter.indexOf('.');
            String[] link = (dot < 0 ? parameter : parameter.substring(0, dot)).split(":", 2);
            if (!followed.add(type + "?" + parameter)) {
                return Optional.empty();
            }
            if (isTooLong(parameter) || link[0].equals(Constants.PARAM_FILTER)) {
                return unlessGranted(EVERYTHING);
            }
            if (link[0].equals(Constants.PARAM_LIST)) {
                return unlessGranted("List");
            }
            if (has[0].equals(Constants.PARAM_HAS)) {
                return has.length < 4
                        ? unlessGranted(EVERYTHING)
                        : unlessGranted(has[1]).or(() -> follow(has[1], has[3]));
            }
            return dot < 0 ? Optional.empty() : chained(type, link, parameter.substring(dot + 1));
        }

        private boolean isTooLong(String parameter) {
            return parameter.chars().filter(c -> c == '.' || c == ':').count() > MOST_LINKS;
        }

        private Optional<String> chained(String type, String[] link, String rest) {
            Set<String> targets = link.length == 2 ? Set.of(known(link[1])) : candidates(type, link[0], rest);
            boolean mayName = link.length == 1 && limited.isEmpty();
            String advice = mayName ? " Or name the type that you mean, as in subject:Patient.birthdate." : "";
            return Stream.concat(
                            targets.stream().map(target -> unlessGranted(target).map(text -> text + advice)),
                            targets.stream().map(target -> follow(target, rest)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        /** What is named must be granted; of what is possible, something. What is found is checked on its way out. */
        private Optional<String> included(Include include) {
            boolean isOpen = include.getParamType() != null
                    && include.getParamTargetType() == null
                    && !EVERYTHING.equals(include.getParamName());
            return named(include).or(() -> isOpen ? possible(include) : Optional.empty());
        }

        private Optional<String> possible(Include include) {
            Set<String> targets = targets(include.getParamType(), include.getParamName());
            return targets.stream().anyMatch(this::mayInclude)
                    ? Optional.empty()
                    : targets.stream().findFirst().map(SearchScopes.this::text);
        }

        private Optional<String> revIncluded(Include include) {
            return include.getParamType() == null ? unlessGranted(EVERYTHING) : named(include);
        }

        private Optional<String> named(Include include) {
            if (include.isRecurse() && !limited.isEmpty()) {
                return Optional.of(text(EVERYTHING)); // it may lead through resources that are hidden
            }
            return Stream.of(
                            Optional.ofNullable(include.getParamType()),
                            Optional.ofNullable(include.getParamTargetType()))
                    .flatMap(Optional::stream)
                    .filter(type -> !mayInclude(type))
                    .map(SearchScopes.this::text)
                    .findFirst();
        }

        private boolean mayInclude(String type) {
            return scopes.allow(Permission.SEARCH, type) || limited.mayInclude(type);
        }

        /** Only the searched type itself is narrowed to what a limited scope grants. */
        private Optional<String> unlessGranted(String type, TypeSearch search) {
            boolean isNarrowed = limited.allows(Permission.SEARCH, type)
                    && !search.parameters().contains(Constants.PARAM_CONTAINED);
            return isNarrowed ? Optional.empty() : unlessGranted(type);
        }

        private Optional<String> unlessGranted(String type) {
            return scopes.allow(Permission.SEARCH, type) ? Optional.empty() : Optional.of(text(type));
        }
    }
}

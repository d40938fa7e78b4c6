package org.telemed.server.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.telemed.fhir.structure.NearestName;

/** Checks one condition of a search: its name, with chains, {@code _has} and modifiers, and its values. */
final class SearchConditionCheck {

    private static final String MISSING = "missing";
    private static final int HAS_PARTS = 4;

    private final SearchParameters parameters;
    private final SearchValueCheck values;
    private final Set<String> types;

    /** @param types all resource types of this FHIR version */
    SearchConditionCheck(SearchParameters parameters, Set<String> types) {
        this.parameters = parameters;
        this.values = new SearchValueCheck(parameters);
        this.types = Set.copyOf(types);
    }

    /** A sentence on what is wrong. */
    Optional<String> problem(String type, String name, List<String> given) {
        return new Condition(name, given).problem(type, name);
    }

    private static String sentence(String what, String word, Set<String> known) {
        String named = word.matches("[A-Za-z0-9_-]{1,64}") ? " " + word : "";
        return "There is no " + what + named + " here." + NearestName.hint(word, known);
    }

    private Optional<String> typeOf(String name) {
        return types.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    /** A condition on its way along a chain, which must lead somewhere for one of the types that it may mean. */
    private final class Condition {
        private final String whole;
        private final List<String> given;
        private final Set<String> followed = new HashSet<>();

        private Condition(String whole, List<String> given) {
            this.whole = whole;
            this.given = given;
        }

        private Optional<String> problem(String type, String name) {
            if (!followed.add(type + "?" + name)) {
                return Optional.empty();
            }
            if (name.equals(Constants.PARAM_HAS) || name.startsWith(Constants.PARAM_HAS + ":")) {
                return has(name.split(":", HAS_PARTS));
            }
            int dot = name.indexOf('.');
            String[] link = (dot < 0 ? name : name.substring(0, dot)).split(":", 2);
            if (!parameters.has(type, link[0])) {
                return Optional.of(sentence("search parameter", link[0], parameters.names(type)) + of(type));
            }
            return dot < 0 ? last(type, link) : chained(type, link, name.substring(dot + 1));
        }

        private Optional<String> has(String[] parts) {
            if (parts.length < HAS_PARTS) {
                return Optional.of("_has is written _has:[type]:[reference parameter]:[search parameter].");
            }
            Optional<String> source = typeOf(parts[1]);
            if (source.isEmpty()) {
                return Optional.of(sentence("resource type", parts[1], types));
            }
            return isReference(source.get(), parts[2])
                    ? problem(source.get(), parts[3])
                    : Optional.of(
                            sentence("reference parameter", parts[2], references(source.get())) + of(source.get()));
        }

        private Optional<String> chained(String type, String[] link, String rest) {
            Optional<RuntimeSearchParam> parameter = parameters.find(type, link[0]);
            if (parameter.isEmpty() || parameter.get().getParamType() != RestSearchParameterTypeEnum.REFERENCE) {
                return Optional.of("The search parameter " + link[0] + " of " + type
                        + " is no reference, so nothing can be chained to it.");
            }
            if (link.length == 2 && typeOf(link[1]).isEmpty()) {
                return Optional.of(sentence("resource type", link[1], types));
            }
            Set<String> targets = parameter.get().getTargets().isEmpty()
                    ? types
                    : parameter.get().getTargets();
            List<String> problems = (link.length == 2 ? typeOf(link[1]).stream() : targets.stream())
                    .map(target -> problem(target, rest).orElse(""))
                    .toList();
            return problems.stream().anyMatch(String::isEmpty)
                    ? Optional.empty()
                    : problems.stream().sorted().findFirst();
        }

        private Optional<String> last(String type, String[] link) {
            Optional<RuntimeSearchParam> parameter = parameters.find(type, link[0]);
            if (link.length == 1) {
                return parameter.flatMap(this::value);
            }
            Set<String> modifiers = new TreeSet<>(parameters.modifiers(type, link[0]));
            if (isReference(type, link[0]) && types.contains(link[1])) {
                return Optional.empty();
            }
            if (!modifiers.contains(link[1])) {
                String takes = modifiers.isEmpty() ? "none" : String.join(", ", modifiers);
                if (isReference(type, link[0])) {
                    takes += ", and names of resource types";
                    modifiers.addAll(types);
                }
                return Optional.of(sentence("modifier", link[1], modifiers) + " The search parameter " + link[0]
                        + " takes " + takes + ".");
            }
            boolean isWrong = link[1].equals(MISSING)
                    && !given.stream().allMatch(value -> value.isBlank() || value.matches("true|false"));
            return isWrong
                    ? Optional.of("The value of " + link[0] + ":missing must be true or false.")
                    : Optional.empty();
        }

        private Optional<String> value(RuntimeSearchParam parameter) {
            return given.stream()
                    .map(value -> values.problem(parameter, value))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(words ->
                            "The value of the search parameter " + parameter.getName() + " must be " + words + ".");
        }

        private boolean isReference(String type, String name) {
            return parameters
                    .find(type, name)
                    .filter(parameter -> parameter.getParamType() == RestSearchParameterTypeEnum.REFERENCE)
                    .isPresent();
        }

        private Set<String> references(String type) {
            Set<String> names = new TreeSet<>();
            Stream<String> all = parameters.names(type).stream();
            all.filter(name -> isReference(type, name)).forEach(names::add);
            return names;
        }

        private String of(String type) {
            return whole.contains(".") || whole.contains(":") ? " It is asked of " + type + "." : "";
        }
    }
}

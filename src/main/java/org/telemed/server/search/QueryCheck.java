package org.telemed.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.structure.ElementNameCheck;
import org.telemed.hapi.operation.input.UnknownParameter;

/** Checks the query of a request: its parameters, modifiers and values must be ones that the interaction accepts. */
final class QueryCheck {

    private static final Map<String, Set<String>> MODIFIERS = Map.of(
            Constants.PARAM_INCLUDE, Set.of("iterate", "recurse"),
            Constants.PARAM_REVINCLUDE, Set.of("iterate", "recurse"),
            Constants.PARAM_ELEMENTS, Set.of("exclude"));

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[ +-]\\d\\d:\\d\\d)");
    private static final Pattern DATE = Pattern.compile("([a-z]{2})?\\d{4}(-\\d\\d(-\\d\\d(T[0-9:.Z +-]{1,30})?)?)?");
    private static final Pattern LISTS = Pattern.compile("[A-Za-z0-9.-]{1,64}(,[A-Za-z0-9.-]{1,64})*");
    private static final Pattern SORT = Pattern.compile("-?[A-Za-z_][^,]*(,-?[A-Za-z_][^,]*)*");

    private final SearchParameters parameters;
    private final SearchConditionCheck names;
    private final ElementNameCheck elements;

    QueryCheck(FhirContext context, ISearchParamRegistry registry) {
        this.parameters = new SearchParameters(registry);
        this.names = new SearchConditionCheck(parameters, context.getResourceTypes());
        this.elements = new ElementNameCheck(context);
    }

    /** A sentence on the first parameter that would be ignored. */
    Optional<String> problem(Interaction interaction, @Nullable String type, Map<String, String[]> query) {
        return listWithHas(query)
                .or(() -> countOfOne(interaction, query))
                .or(() -> query.entrySet().stream()
                        .map(parameter -> problem(interaction, type, parameter.getKey(), List.of(parameter.getValue())))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** HAPI answers with the whole resource. */
    private static Optional<String> countOfOne(Interaction interaction, Map<String, String[]> query) {
        boolean isCounted = interaction == Interaction.SEARCH
                || interaction == Interaction.HISTORY
                || interaction == Interaction.PAGE;
        return unless(
                isCounted
                        || !List.of(query.getOrDefault(Constants.PARAM_SUMMARY, new String[0]))
                                .contains("count"),
                Constants.PARAM_SUMMARY,
                "one of true, text, data and false here: there is nothing to count");
    }

    /** HAPI makes a {@code _has} of {@code _list}, which replaces all others. */
    private static Optional<String> listWithHas(Map<String, String[]> query) {
        boolean hasBoth = query.keySet().stream().anyMatch(name -> name.startsWith(Constants.PARAM_HAS + ":"))
                && query.containsKey(Constants.PARAM_LIST);
        return hasBoth
                ? Optional.of("This server does not search by _list and _has at once. Search in two steps instead.")
                : Optional.empty();
    }

    private Optional<String> problem(Interaction interaction, @Nullable String type, String name, List<String> values) {
        String[] parts = name.split(":", 2);
        if (interaction.general().contains(parts[0])) {
            Set<String> modifiers = MODIFIERS.getOrDefault(parts[0], Set.of());
            return parts.length == 2 && !modifiers.contains(parts[1])
                    ? Optional.of(UnknownParameter.refusal(name, allowed(interaction, type))
                            .message())
                    : value(type, parts[0], values);
        }
        boolean mayBeCondition = !name.startsWith("_") || isOfEveryType(name);
        if (type != null && interaction.takesConditions() && mayBeCondition) {
            return name.equals(Constants.PARAM_LIST)
                    ? unless(
                            all(values, LISTS),
                            name,
                            "ids of List resources. Lists with a name such as $current-problems are not supported")
                    : names.problem(type, name, values);
        }
        return Optional.of(
                UnknownParameter.refusal(name, allowed(interaction, type)).message());
    }

    private static boolean isOfEveryType(String name) {
        String first = name.replaceFirst("[:.].*", "");
        return first.equals(Constants.PARAM_HAS) || SearchParameters.isOfEveryType(first);
    }

    private Set<String> allowed(Interaction interaction, @Nullable String type) {
        Set<String> allowed = new HashSet<>(interaction.general());
        if (interaction.takesConditions() && type != null) {
            allowed.addAll(parameters.names(type));
            allowed.add(Constants.PARAM_HAS);
        }
        return allowed;
    }

    private Optional<String> value(@Nullable String type, String name, List<String> values) {
        return switch (name) {
            case Constants.PARAM_ELEMENTS -> elements.problem(type, values);
            case Constants.PARAM_SORT -> unless(all(values, SORT), name, "names of search parameters, such as -date");
            case Constants.PARAM_SINCE ->
                unless(all(values, INSTANT), name, "an instant, such as 2026-01-31T08:00:00Z");
            case Constants.PARAM_AT -> unless(all(values, DATE), name, "a date or a time, such as ge2026-01-31");
            case Constants.PARAM_INCLUDE, Constants.PARAM_REVINCLUDE ->
                unless(
                        values.stream()
                                .flatMap(value -> Arrays.stream(value.split(",")))
                                .noneMatch(this::isNoReference),
                        name,
                        "references, such as Encounter:subject");
            default -> Optional.empty();
        };
    }

    /** Unknown parameters HAPI refuses itself. */
    private boolean isNoReference(String include) {
        String[] parts = include.split(":", -1);
        return parts.length > 1
                && parameters
                        .find(parts[0], parts[1])
                        .map(parameter -> parameter.getParamType() != RestSearchParameterTypeEnum.REFERENCE
                                && parameter.getParamType() != RestSearchParameterTypeEnum.URI)
                        .orElse(false);
    }

    private static boolean all(List<String> values, Pattern form) {
        return values.stream()
                .allMatch(
                        value -> value.isBlank() || form.matcher(value.strip()).matches());
    }

    private static Optional<String> unless(boolean holds, String name, String words) {
        return holds ? Optional.empty() : Optional.of("The parameter " + name + " must be " + words + ".");
    }
}

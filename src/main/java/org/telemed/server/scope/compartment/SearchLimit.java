package org.telemed.server.scope.compartment;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.server.smart.CategoryFilter;
import org.telemed.server.smart.SmartScope;
import org.telemed.server.smart.SmartScope.Context;

/**
 * The conditions that a search must have, all of them, to find only what some scopes grant.
 *
 * @param conditions none if they grant the whole type
 */
record SearchLimit(List<SearchCondition> conditions) {
    SearchLimit {
        conditions = List.copyOf(conditions);
    }

    /**
     * The limits of these scopes, which grant searching the type: one for those of a user or system, and one for those of a
     * patient. In each, categories come together, and a scope without one includes them.
     */
    static Stream<SearchLimit> of(
            PatientCompartment compartment, @Nullable String patient, String type, List<SmartScope> scopes) {
        Map<Boolean, List<SmartScope>> byPatient = new LinkedHashMap<>();
        scopes.forEach(scope -> byPatient
                .computeIfAbsent(scope.context() == Context.PATIENT, of -> new ArrayList<>())
                .add(scope));
        return byPatient.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(group -> {
            List<SearchCondition> conditions = new ArrayList<>(categories(group.getValue()));
            if (group.getKey() && patient != null && compartment.mayHold(type)) {
                conditions.add(SearchCondition.inCompartment(compartment, type, patient));
            }
            return new SearchLimit(conditions);
        });
    }

    private static List<SearchCondition> categories(List<SmartScope> scopes) {
        List<CategoryFilter> categories = scopes.stream()
                .map(SmartScope::category)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        boolean isWhole = scopes.stream().anyMatch(scope -> scope.category() == null);
        return isWhole ? List.of() : List.of(SearchCondition.inOneOf(categories));
    }

    boolean holdsIn(SearchParameterMap search) {
        return conditions.stream().allMatch(condition -> condition.holdsIn(search));
    }

    void narrow(SearchParameterMap search) {
        conditions.stream()
                .filter(condition -> !condition.holdsIn(search))
                .forEach(condition -> condition.addTo(search));
    }
}

package org.telemed.server.scope.compartment;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.BaseOrListParam;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.telemed.server.smart.CategoryFilter;

/**
 * A condition that a search must have: a search parameter with one of some values.
 *
 * @param parameters names, any of which will do; the first is the usual one
 * @param values as HAPI's searches have them
 */
record SearchCondition(List<String> parameters, List<IQueryParameterType> values) {
    private static final String ID = "_id";

    static SearchCondition inCompartment(PatientCompartment compartment, String type, String patient) {
        List<String> parameters = compartment.searchParameters(type);
        return new SearchCondition(
                parameters,
                List.of(
                        parameters.contains(ID)
                                ? new TokenParam(null, patient)
                                : new ReferenceParam(PatientCompartment.NAME + "/" + patient)));
    }

    static SearchCondition inOneOf(Collection<CategoryFilter> categories) {
        return new SearchCondition(
                List.of(CategoryFilter.PARAMETER),
                categories.stream()
                        .<IQueryParameterType>map(CategoryFilter::token)
                        .toList());
    }

    /** Whether the search has it already, or a narrower one. */
    boolean holdsIn(SearchParameterMap search) {
        Set<String> allowed = values.stream().map(this::written).collect(Collectors.toSet());
        return parameters.stream()
                .map(search::get)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .anyMatch(alternatives -> !alternatives.isEmpty()
                        && alternatives.stream().allMatch(value -> isPlain(value) && allowed.contains(written(value))));
    }

    void addTo(SearchParameterMap search) {
        BaseOrListParam<?, ?> alternatives = values.get(0) instanceof ReferenceParam ? references() : tokens();
        search.add(parameters.get(0), alternatives);
    }

    private ReferenceOrListParam references() {
        ReferenceOrListParam list = new ReferenceOrListParam();
        values.forEach(value -> list.add((ReferenceParam) value));
        return list;
    }

    private TokenOrListParam tokens() {
        TokenOrListParam list = new TokenOrListParam();
        values.forEach(value -> list.add((TokenParam) value));
        return list;
    }

    private static boolean isPlain(IQueryParameterType value) {
        String qualifier = value.getQueryParameterQualifier();
        return value.getMissing() == null && (qualifier == null || qualifier.isEmpty());
    }

    /** SearchNarrowingInterceptor asks for ids with their type. */
    private String written(IQueryParameterType value) {
        String token = String.valueOf(value.getValueAsQueryToken());
        return parameters.contains(ID) ? token.replaceFirst("^" + PatientCompartment.NAME + "/", "") : token;
    }
}

package org.telemed.server.scope;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SearchContainedModeEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.util.UrlUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A search, reduced to what decides which resource types it looks into.
 *
 * @param type the type that is searched
 * @param parameters names of parameters with modifiers and chains, such as {@code subject:Patient.birthdate}
 * @param sorts names that are sorted by, in HAPI's form {@code Patient:subject.family}
 */
record TypeSearch(
        String type, Set<String> parameters, Set<Include> includes, Set<Include> revIncludes, List<String> sorts) {

    TypeSearch {
        parameters = Set.copyOf(parameters);
        includes = Set.copyOf(includes);
        revIncludes = Set.copyOf(revIncludes);
        sorts = List.copyOf(sorts);
    }

    /** A search as HAPI is about to run it. */
    static TypeSearch of(String type, SearchParameterMap search) {
        Set<String> parameters = new LinkedHashSet<>();
        search.entrySet()
                .forEach(parameter -> parameter.getValue().stream()
                        .flatMap(Collection::stream)
                        .forEach(value -> parameters.add(qualified(parameter.getKey(), value))));
        if (search.getSearchContainedMode() != SearchContainedModeEnum.FALSE) {
            parameters.add(Constants.PARAM_CONTAINED);
        }
        List<String> sorts = new ArrayList<>();
        for (SortSpec sort = search.getSort(); sort != null; sort = sort.getChain()) {
            sorts.add(String.valueOf(sort.getParamName()));
        }
        return new TypeSearch(type, parameters, search.getIncludes(), search.getRevIncludes(), sorts);
    }

    /**
     * A search as a client wrote it.
     *
     * @param query without the question mark
     * @throws IllegalArgumentException if it is no query
     */
    static TypeSearch of(String type, String query) {
        Set<String> parameters = new LinkedHashSet<>();
        Set<Include> includes = new LinkedHashSet<>();
        Set<Include> revIncludes = new LinkedHashSet<>();
        List<String> sorts = new ArrayList<>();
        for (Map.Entry<String, String[]> parameter :
                UrlUtil.parseQueryString(query).entrySet()) {
            Stream<String> values = Arrays.stream(parameter.getValue()).flatMap(value -> Stream.of(value.split(",")));
            boolean iterates = parameter.getKey().indexOf(':') >= 0;
            switch (parameter.getKey().replaceFirst(":.*", "")) {
                case Constants.PARAM_INCLUDE ->
                    values.map(value -> new Include(value, iterates)).forEach(includes::add);
                case Constants.PARAM_REVINCLUDE ->
                    values.map(value -> new Include(value, iterates)).forEach(revIncludes::add);
                case Constants.PARAM_SORT ->
                    values.map(sort -> sort.replaceFirst("^-", "")).forEach(sorts::add);
                default -> parameters.add(parameter.getKey());
            }
        }
        return new TypeSearch(type, parameters, includes, revIncludes, sorts);
    }

    private static String qualified(String name, IQueryParameterType value) {
        if (value instanceof HasParam has) {
            return "%s:%s:%s:%s"
                    .formatted(name, has.getTargetResourceType(), has.getReferenceFieldName(), has.getParameterName());
        }
        if (value instanceof ReferenceParam reference && reference.hasChain()) {
            String target = reference.hasResourceType() ? ":" + reference.getResourceType() : "";
            return name + target + "." + reference.getChain();
        }
        return name;
    }
}

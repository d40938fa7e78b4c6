package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.method.CountParameter;
import ca.uhn.fhir.rest.server.method.IParameter;
import ca.uhn.fhir.rest.server.method.OffsetParameter;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationParameter;
import ca.uhn.fhir.rest.server.method.RawParamsParameter;
import ca.uhn.fhir.rest.server.method.SortParameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.telemed.fhir.structure.ElementNameCheck;
import org.telemed.hapi.http.GeneralParameterCheck;
import org.telemed.hapi.operation.input.UnknownParameter;

/** Checks the query of HAPI's own operations, which ignore unknown parameters. Ours check theirs in every host. */
final class HapiOperationQueryCheck {

    private final ElementNameCheck elements;

    HapiOperationQueryCheck(FhirContext context) {
        this.elements = new ElementNameCheck(context);
    }

    /** A sentence on the first parameter that would be ignored. */
    Optional<String> problem(List<OperationMethodBinding> operations, RequestDetails request) {
        if (operations.isEmpty() || operations.stream().anyMatch(HapiOperationQueryCheck::readsItsQuery)) {
            return Optional.empty();
        }
        return unknown(operations, request.getParameters().keySet())
                .or(() -> repeated(operations, request.getParameters()))
                .or(() -> unknownElement(request));
    }

    private static boolean readsItsQuery(OperationMethodBinding operation) {
        return operation.isManualRequestMode()
                || operation.getParameters().stream().anyMatch(RawParamsParameter.class::isInstance);
    }

    private static Optional<String> unknown(List<OperationMethodBinding> operations, Set<String> sent) {
        Set<String> known = new TreeSet<>();
        operations.forEach(operation -> operation.getParameters().forEach(parameter -> known.addAll(names(parameter))));
        return sent.stream()
                .filter(name -> !known.contains(name.split("[:.]", 2)[0]) && !UnknownParameter.CONTROL.contains(name))
                .findFirst()
                .map(name -> UnknownParameter.refusal(name, known).message());
    }

    private static Set<String> names(IParameter parameter) {
        if (parameter instanceof OperationParameter named) {
            return Set.of(named.getName());
        }
        if (parameter instanceof CountParameter) {
            return Set.of(Constants.PARAM_COUNT);
        }
        if (parameter instanceof OffsetParameter) {
            return Set.of(Constants.PARAM_OFFSET);
        }
        return parameter instanceof SortParameter ? Set.of(Constants.PARAM_SORT) : Set.of();
    }

    /** Of a parameter that is no search, HAPI takes the first value. */
    private static Optional<String> repeated(List<OperationMethodBinding> operations, Map<String, String[]> sent) {
        Set<String> single = operations.stream()
                .flatMap(operation -> operation.getParameters().stream())
                .filter(OperationParameter.class::isInstance)
                .map(OperationParameter.class::cast)
                .filter(parameter -> parameter.getMax() == 1 && parameter.getSearchParamType() == null)
                .map(OperationParameter::getName)
                .collect(Collectors.toSet());
        return sent.entrySet().stream()
                .filter(parameter -> parameter.getValue().length > 1 && single.contains(parameter.getKey()))
                .map(Map.Entry::getKey)
                .findFirst()
                .map(GeneralParameterCheck::repeated);
    }

    /** An answer may hold resources of any type. */
    private Optional<String> unknownElement(RequestDetails request) {
        return Optional.ofNullable(request.getParameters().get(Constants.PARAM_ELEMENTS))
                .flatMap(names -> elements.problem(null, List.of(names)));
    }
}

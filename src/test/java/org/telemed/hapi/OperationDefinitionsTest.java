package org.telemed.hapi;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.util.FhirTerser;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.telemed.fhir.FhirRelease;
import org.telemed.fhir.definition.FhirConfig;
import org.telemed.hapi.operation.TelemedOperationProvider;

/** What the code offers is defined, and nothing else is. */
class OperationDefinitionsTest {

    @ParameterizedTest
    @EnumSource
    void each_operation_has_a_definition_under_the_url_that_it_says(FhirRelease release) {
        Map<String, IBaseResource> defined = new FhirConfig(release.context())
                .definitions().stream()
                        .filter(definition -> definition.fhirType().equals("OperationDefinition"))
                        .collect(Collectors.toMap(definition -> text(release, definition, "url"), Function.identity()));
        assertThat(operations())
                .extracting(Operation::canonicalUrl)
                .containsExactlyInAnyOrderElementsOf(defined.keySet());
        assertThat(operations()).allSatisfy(operation -> {
            IBaseResource definition = defined.get(operation.canonicalUrl());
            assertThat("$" + text(release, definition, "code")).isEqualTo(operation.name());
            assertThat(text(release, definition, "resource")).isEqualTo(operation.typeName());
            assertThat(text(release, definition, "affectsState"))
                    .isEqualTo(String.valueOf(!operation.name().equals(TelemedOperationProvider.STATUS)));
            assertThat(text(release, definition, "comment").contains("GET is accepted"))
                    .isEqualTo(operation.idempotent());
        });
    }

    private static List<Operation> operations() {
        return Stream.of(TelemedOperationProvider.class.getMethods())
                .map((Method method) -> method.getAnnotation(Operation.class))
                .filter(operation -> operation != null)
                .toList();
    }

    private static String text(FhirRelease release, IBaseResource definition, String path) {
        FhirTerser terser = release.context().newTerser();
        return terser.getSinglePrimitiveValue(definition, path).orElse("");
    }
}

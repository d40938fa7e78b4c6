package org.telemed.server.scope;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/**
 * Finds what in a patch depends on the values that are stored: {@code test} in JSON Patch, and {@code copy} and {@code
 * move}, whose values HAPI's errors quote where they do not fit; conditions in FHIRPath and XPath.
 */
final class PatchConditions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> READING = Set.of("test", "copy", "move");
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z]+(?:\\.[A-Za-z]+(?:\\[\\d+])?)*");

    private PatchConditions() {}

    static boolean in(FhirContext fhir, PrePatchDetails patch) {
        return switch (patch.getPatchType()) {
            case JSON_PATCH -> isReading(patch.getPatchBody());
            case XML_PATCH -> true;
            case FHIR_PATCH_JSON, FHIR_PATCH_XML ->
                patch.getFhirPatchBody() == null || isConditionIn(fhir, patch.getFhirPatchBody());
        };
    }

    private static boolean isReading(String patch) {
        try {
            JsonNode operations = JSON.readTree(patch);
            return StreamSupport.stream(operations.spliterator(), false)
                    .anyMatch(operation -> READING.contains(operation.path("op").asText()));
        } catch (JsonProcessingException unreadable) {
            return true;
        }
    }

    private static boolean isConditionIn(FhirContext fhir, IBase parameters) {
        var terser = fhir.newTerser();
        return terser.getValues(parameters, "Parameters.parameter.part").stream()
                .filter(part -> "path".equals(terser.getSinglePrimitiveValueOrNull(part, "name")))
                .flatMap(part -> terser.getValues(part, "value[x]").stream())
                .anyMatch(path -> !(path instanceof IPrimitiveType<?> text)
                        || !PLAIN_PATH
                                .matcher(String.valueOf(text.getValueAsString()))
                                .matches());
    }
}

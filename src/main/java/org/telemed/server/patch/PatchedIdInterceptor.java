package org.telemed.server.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.util.FhirTerser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.error.OperationErrorTranslation;

/** Refuses a patch that changes or removes the resource's id, which HAPI answers with success and leaves undone. */
@Interceptor
public final class PatchedIdInterceptor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "/id";

    private final FhirContext context;
    private final OperationErrorTranslation errors;

    public PatchedIdInterceptor(FhirContext context) {
        this.context = context;
        this.errors = new OperationErrorTranslation(context);
    }

    /** Checks a patch before it is applied, also as an entry of a Bundle. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
    public void beforePatch(PrePatchDetails patch) {
        String id = String.valueOf(patch.getResource().getIdElement().getIdPart());
        boolean changes = patch.getPatchType() == PatchTypeEnum.JSON_PATCH
                ? changesId(patch.getPatchBody(), id)
                : changesId(patch.getFhirPatchBody(), context.getResourceType(patch.getResource()) + ".id", id);
        if (changes) {
            throw errors.toHttp(TelemedException.because(
                    Reason.BAD_REQUEST, "A patch cannot change the id of a resource. Leave the id out of it."));
        }
    }

    private static boolean changesId(String patch, String id) {
        try {
            for (JsonNode operation : JSON.readTree(patch)) {
                if (changesId(operation, id)) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException malformed) {
            return false; // HAPI refuses it
        }
    }

    private static boolean changesId(JsonNode operation, String id) {
        JsonNode value = operation.path("value");
        String path = operation.path("path").asText();
        return switch (operation.path("op").asText()) {
            case "add", "replace" ->
                path.equals(ID)
                        ? !value.asText().equals(id)
                        : path.isEmpty()
                                && value.has("id")
                                && !value.path("id").asText().equals(id);
            case "remove" -> path.equals(ID);
            case "move" -> path.equals(ID) || operation.path("from").asText().equals(ID);
            case "copy" -> path.equals(ID);
            default -> false;
        };
    }

    private boolean changesId(@Nullable IBaseParameters patch, String element, String id) {
        FhirTerser terser = context.newTerser();
        return patch != null
                && terser.getValues(patch, "Parameters.parameter").stream()
                        .anyMatch(operation -> isOf(element, operation) && !id.equals(part(operation, "value")));
    }

    /** Names the id by its path, or by its parent's and its name. */
    private boolean isOf(String element, IBase operation) {
        String name = part(operation, "name");
        String path = part(operation, "path") + (name.isEmpty() ? "" : "." + name);
        return path.equals(element) || path.equals("id");
    }

    private String part(IBase operation, String name) {
        FhirTerser terser = context.newTerser();
        return terser.getValues(operation, "part").stream()
                .filter(part -> name.equals(terser.getSinglePrimitiveValueOrNull(part, "name")))
                .map(part -> terser.getSinglePrimitiveValueOrNull(part, "value[x]"))
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }
}

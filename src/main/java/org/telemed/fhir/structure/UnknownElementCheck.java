package org.telemed.fhir.structure;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition.ChildTypeEnum;
import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what HAPI's lenient JSON parser would silently drop: unknown elements, values of the wrong JSON type, empty
 * values. Names the element by its path and never repeats its value.
 *
 * @see <a href="https://hl7.org/fhir/R4/json.html">FHIR's JSON format</a>
 */
public final class UnknownElementCheck {
    /** As lenient as HAPI's parser. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
                    .build())
            .build();

    private static final Pattern NAME = Pattern.compile("_?[A-Za-z][A-Za-z0-9]{0,63}");
    private static final Set<String> NUMBERS = Set.of("integer", "positiveInt", "unsignedInt", "decimal");
    /** The FHIR types of a point or span in time. */
    public static final Set<String> TIMES = Set.of("date", "dateTime", "instant", "time");

    private static final Set<ChildTypeEnum> PRIMITIVES = Set.of(
            ChildTypeEnum.PRIMITIVE_DATATYPE,
            ChildTypeEnum.ID_DATATYPE,
            ChildTypeEnum.PRIMITIVE_XHTML,
            ChildTypeEnum.PRIMITIVE_XHTML_HL7ORG);
    private static final Set<String> IN_EVERY_PRIMITIVE = Set.of("id", "extension");

    private final FhirContext context;

    public UnknownElementCheck(FhirContext context) {
        this.context = context;
    }

    /** A sentence about the first element that would be lost; empty if there is none. */
    public Optional<String> problem(String json) {
        try {
            JsonNode resource = MAPPER.readTree(json);
            checkResource(resource, resource.path("resourceType").asText());
            return Optional.empty();
        } catch (Lost lost) {
            return Optional.of(lost.sentence);
        } catch (JsonProcessingException notJson) {
            return Optional.of("The body is no JSON that FHIR allows.");
        }
    }

    private void checkResource(JsonNode resource, String path) {
        String type = resource.path("resourceType").asText();
        if (context.getResourceTypes().contains(type)) {
            check(resource, context.getResourceDefinition(type), path, true);
        }
    }

    private void check(JsonNode object, BaseRuntimeElementCompositeDefinition<?> type, String path, boolean resource) {
        if (object.isEmpty()) {
            throw new Lost(path + " is empty. Leave it out, or say what is in it.");
        }
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = property.getKey();
            boolean isType = resource && name.equals("resourceType");
            if (!isType && !property.getValue().isNull()) {
                checkProperty(name, property.getValue(), type, path);
            }
        }
    }

    private void checkProperty(
            String name, JsonNode value, BaseRuntimeElementCompositeDefinition<?> type, String path) {
        String element = name.startsWith("_") ? name.substring(1) : name;
        if (element.equals("id")) {
            return; // every element has one, and HAPI says itself what is wrong with it
        }
        BaseRuntimeChildDefinition child = type.getChildByName(element);
        BaseRuntimeElementDefinition<?> definition = child == null ? null : definition(child, element);
        if (child == null || definition == null || (name.startsWith("_") && !isPrimitive(definition))) {
            throw unknown(name, type, path);
        }
        String place = path + "." + name;
        boolean repeats = child.getMax() != 1 && child.getMax() != 0;
        if (repeats != value.isArray()) {
            throw new Lost(place + (repeats ? " must be a JSON array." : " must not be a JSON array."));
        }
        if (!repeats) {
            checkValue(name, value, definition, place);
        }
        for (int i = 0; repeats && i < value.size(); i++) {
            if (!value.get(i).isNull()) {
                checkValue(name, value.get(i), definition, place + "[" + i + "]");
            }
        }
    }

    /** Handles modifier extensions, for which HAPI returns no definition. */
    private @Nullable BaseRuntimeElementDefinition<?> definition(BaseRuntimeChildDefinition child, String element) {
        return element.equals("modifierExtension")
                ? context.getElementDefinition("Extension")
                : child.getChildByName(element);
    }

    private static boolean isPrimitive(BaseRuntimeElementDefinition<?> type) {
        return PRIMITIVES.contains(type.getChildType());
    }

    private Lost unknown(String name, BaseRuntimeElementCompositeDefinition<?> type, String path) {
        String version = context.getVersion().getVersion().name();
        return NAME.matcher(name).matches()
                ? new Lost(path + "." + name + " is no element of FHIR " + version + ", the version of this server."
                        + NearestName.hint(
                                name,
                                type.getChildren().stream()
                                        .flatMap(child -> child.getValidChildNames().stream())
                                        .toList()))
                : new Lost(path + " has an element whose name FHIR " + version + " does not know.");
    }

    private void checkValue(String name, JsonNode value, BaseRuntimeElementDefinition<?> type, String place) {
        switch (type.getChildType()) {
            case CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST, RESOURCE -> {
                requireObject(value, place);
                checkResource(value, place);
            }
            case PRIMITIVE_DATATYPE, ID_DATATYPE, PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> {
                if (name.startsWith("_")) {
                    requireCompanion(type, place);
                    checkCompanion(value, place);
                } else {
                    checkPrimitive(value, type, place);
                }
            }
            default -> {
                requireObject(value, place);
                if (type instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
                    check(value, composite, place, false);
                }
            }
        }
    }

    /** HAPI puts the id of a narrative's companion in the place of the narrative. */
    private static void requireCompanion(BaseRuntimeElementDefinition<?> type, String place) {
        if (type.getName().equals("xhtml")) {
            throw new Lost(place + " would be lost: a narrative has no id and no extensions.");
        }
    }

    /** Checks the id and extensions of a primitive. */
    private void checkCompanion(JsonNode companion, String place) {
        requireObject(companion, place);
        companion.fieldNames().forEachRemaining(name -> {
            if (!IN_EVERY_PRIMITIVE.contains(name)) {
                throw new Lost(place + " may have an id and extensions only.");
            }
        });
        BaseRuntimeElementDefinition<?> extension = context.getElementDefinition("Extension");
        JsonNode extensions = companion.path("extension");
        if (!extensions.isMissingNode() && !extensions.isArray()) {
            throw new Lost(place + ".extension must be a JSON array.");
        }
        for (int i = 0; extension != null && i < extensions.size(); i++) {
            checkValue("extension", extensions.get(i), extension, place + ".extension[" + i + "]");
        }
    }

    private static void checkPrimitive(JsonNode value, BaseRuntimeElementDefinition<?> type, String place) {
        String name = type.getName();
        boolean fits = NUMBERS.contains(name)
                ? value.isNumber()
                : name.equals("boolean") ? value.isBoolean() : value.isTextual();
        if (!fits) {
            throw new Lost(place + " must be a JSON "
                    + (NUMBERS.contains(name) ? "number." : name.equals("boolean") ? "boolean." : "string."));
        }
        if (value.isTextual() && value.textValue().isBlank()) {
            throw new Lost(place + " is empty. Leave it out, or say what is in it.");
        }
        if (TIMES.contains(name) && !value.textValue().equals(value.textValue().strip())) {
            throw new Lost(place + " has a blank before or after the time. Leave it out.");
        }
    }

    private static void requireObject(JsonNode value, String place) {
        if (!value.isObject()) {
            throw new Lost(place + " must be a JSON object.");
        }
    }

    /** Ends the check at the first problem. */
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        Lost(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }
    }
}

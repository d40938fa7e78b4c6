package org.telemed.fhir.structure;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition.ChildTypeEnum;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.HashSet;
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
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    /** In groups of four, with blanks anywhere between groups. */
    private static final Pattern BASE64 =
            Pattern.compile("\\s*+(?:[0-9A-Za-z+/]{4}\\s*+)*+(?:[0-9A-Za-z+/]{2}(?:==|[0-9A-Za-z+/]=)\\s*+)?");

    /** Blanks, tags, comments and processing instructions alone. Fails at the first text, so that it reads nothing twice. */
    private static final Pattern NO_TEXT =
            Pattern.compile("(?:\\p{javaWhitespace}++|<!--.*?-->|<[^!][^>]*+>)*+", Pattern.DOTALL);

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
        JsonNode id = resource.path("id");
        if (id.isTextual()
                && !path.contains(".contained[")
                && !ID.matcher(id.textValue()).matches()) {
            throw new Lost(
                    path + ".id is no id: 1 to 64 letters, digits, hyphens and dots, without a version or a base.");
        }
        requireDifferentIds(resource.path("contained"), path);
        if (context.getResourceTypes().contains(type)) {
            check(resource, context.getResourceDefinition(type), path, true);
        }
    }

    /** Of two contained resources with one id HAPI keeps the first. */
    private static void requireDifferentIds(JsonNode contained, String path) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; contained.isArray() && i < contained.size(); i++) {
            JsonNode id = contained.get(i).path("id");
            if (id.isTextual() && !ids.add(id.textValue().replaceFirst("^#", ""))) {
                throw new Lost(
                        path + ".contained[" + i + "] would be lost: another contained resource has the same id.");
            }
        }
    }

    private void check(JsonNode object, BaseRuntimeElementCompositeDefinition<?> type, String path, boolean resource) {
        if (object.isEmpty() || (object.size() == 1 && object.has("id"))) {
            throw new Lost(path + " is empty. Leave it out, or say what is in it.");
        }
        Map<String, String> choices = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = property.getKey();
            boolean isType = resource && name.equals("resourceType");
            if (!isType && !property.getValue().isNull()) {
                checkProperty(name, property.getValue(), type, path);
                requireOneChoice(choices, name, type, path);
            }
        }
        if (type.getName().equals("Extension")) {
            requireExtension(object, path);
        }
    }

    /** HAPI keeps one of two values of a choice such as {@code value[x]}, and drops the other. */
    private static void requireOneChoice(
            Map<String, String> choices, String name, BaseRuntimeElementCompositeDefinition<?> type, String path) {
        String element = name.startsWith("_") ? name.substring(1) : name;
        BaseRuntimeChildDefinition child = type.getChildByName(element);
        if (child instanceof RuntimeChildChoiceDefinition) {
            String other = choices.putIfAbsent(child.getElementName(), element);
            if (other != null && !other.equals(element)) {
                throw new Lost(path + " has " + other + " and " + element + ", of which one would be lost.");
            }
        }
    }

    private static void requireExtension(JsonNode extension, String path) {
        if (!extension.path("url").isTextual()) {
            throw new Lost(path + ".url is missing. An extension says by its url what it means.");
        }
        boolean says = extension.properties().stream()
                .map(Map.Entry::getKey)
                .anyMatch(name -> name.startsWith("value") || name.startsWith("_value") || name.equals("extension"));
        if (!says) {
            throw new Lost(path + " would be lost: it has neither a value nor extensions.");
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

    /** Handles modifier extensions, for which HAPI returns no definition, and the name of a choice, which no property has. */
    private @Nullable BaseRuntimeElementDefinition<?> definition(BaseRuntimeChildDefinition child, String element) {
        if (element.equals("modifierExtension")) {
            return context.getElementDefinition("Extension");
        }
        return element.endsWith("[x]") ? null : child.getChildByName(element);
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
        if (companion.has("id") && extensions.isEmpty()) {
            throw new Lost(place + ".id would be lost: this server keeps no id of a primitive without extensions.");
        }
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
        if (name.equals("base64Binary") && !BASE64.matcher(value.textValue()).matches()) {
            throw new Lost(place + " is no base64.");
        }
        if (value.isTextual() && value.textValue().isBlank()) {
            throw new Lost(place + " is empty. Leave it out, or say what is in it.");
        }
        if (name.equals("xhtml") && isBlankNarrative(value.textValue())) {
            throw new Lost(place + " is empty. Leave it out, or say what is in it.");
        }
        if (TIMES.contains(name) && !value.textValue().equals(value.textValue().strip())) {
            throw new Lost(place + " has a blank before or after the time. Leave it out.");
        }
    }

    /** HAPI drops a narrative without text or image. */
    private static boolean isBlankNarrative(String xhtml) {
        return !xhtml.contains("<img") && NO_TEXT.matcher(xhtml).matches();
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

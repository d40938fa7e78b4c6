package org.telemed.fhir.structure;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the values of {@code _elements}: names such as {@code status}, {@code name.family} or {@code Patient.name}. */
public final class ElementNameCheck {

    private static final Pattern COMMA = Pattern.compile(",");

    private final FhirContext context;

    /** The elements of one FHIR version. */
    public ElementNameCheck(FhirContext context) {
        this.context = context;
    }

    /**
     * A sentence on the first element that there is not.
     *
     * @param type null for a request that answers with several types
     */
    public Optional<String> problem(@Nullable String type, Collection<String> values) {
        return values.stream()
                .flatMap(COMMA::splitAsStream)
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !isElement(type, name))
                .findFirst()
                .map(name -> type == null
                        ? "The parameter _elements names an element that no resource has."
                        : "The parameter _elements names an element that " + type + " does not have."
                                + NearestName.hint(name, names(type)));
    }

    private boolean isElement(@Nullable String type, String name) {
        String first = name.replaceFirst("\\..*", "");
        String rest = name.substring(Math.min(name.length(), first.length() + 1));
        if (first.equals("*") || context.getResourceTypes().contains(first)) {
            Set<String> types = first.equals("*") ? context.getResourceTypes() : Set.of(first);
            return rest.isEmpty() || types.stream().anyMatch(one -> isPath(one, rest));
        }
        return type == null
                ? context.getResourceTypes().stream().anyMatch(one -> isPath(one, name))
                : isPath(type, name);
    }

    private boolean isPath(String type, String path) {
        BaseRuntimeElementDefinition<?> current = context.getResourceDefinition(type);
        for (String name : path.split("\\.", -1)) {
            BaseRuntimeChildDefinition child = childOf(current, name);
            if (child == null) {
                return false;
            }
            current = typeOf(child);
            if (current == null) {
                return true; // whatever its types have
            }
        }
        return true;
    }

    /** Null for a choice of types. */
    private @Nullable BaseRuntimeElementDefinition<?> typeOf(BaseRuntimeChildDefinition child) {
        if (child instanceof RuntimeChildExtension) {
            return context.getElementDefinition("Extension"); // HAPI has none for modifierExtension
        }
        return child instanceof RuntimeChildChoiceDefinition ? null : child.getChildByName(child.getElementName());
    }

    private static @Nullable BaseRuntimeChildDefinition childOf(BaseRuntimeElementDefinition<?> parent, String name) {
        if (!(parent instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        BaseRuntimeChildDefinition child = composite.getChildByName(name);
        return child == null ? composite.getChildByName(name + "[x]") : child;
    }

    private Set<String> names(String type) {
        return context.getResourceDefinition(type).getChildren().stream()
                .map(BaseRuntimeChildDefinition::getElementName)
                .collect(Collectors.toSet());
    }
}

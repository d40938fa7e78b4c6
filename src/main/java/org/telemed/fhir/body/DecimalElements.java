package org.telemed.fhir.body;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one FHIR version that hold decimals, by their own and their parent's name: {@code length.value}.
 *
 * <p>A parser reads a string in a decimal's place as a number, while {@code 1E100000} may be an identifier. Made when it is
 * first needed: that is seldom, and every resource type has to be looked at.
 */
final class DecimalElements {

    private static final String ANY = "*";

    private final Set<String> elements = new HashSet<>();
    private final Set<Class<?>> seen = new HashSet<>();

    DecimalElements(FhirContext context) {
        for (String type : context.getResourceTypes()) {
            addChildrenOf(ANY, context.getResourceDefinition(type));
        }
        BaseRuntimeElementDefinition<?> extension = context.getElementDefinition("Extension");
        for (String name : List.of("extension", "modifierExtension")) {
            add(ANY, name, extension);
        }
    }

    /** Whether a decimal may stand there. */
    boolean contains(String parent, String name) {
        return elements.contains(parent + "." + name) || elements.contains(ANY + "." + name);
    }

    private void addChildrenOf(String parent, BaseRuntimeElementCompositeDefinition<?> type) {
        for (BaseRuntimeChildDefinition child : type.getChildren()) {
            for (String name : namesOf(child)) {
                add(parent, name, child.getChildByName(name));
            }
        }
    }

    private void add(String parent, String name, @Nullable BaseRuntimeElementDefinition<?> type) {
        if (type instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            composite
                    .getChildren()
                    .forEach(child -> namesOf(child).stream()
                            .filter(inner -> isDecimal(child.getChildByName(inner)))
                            .forEach(inner -> elements.add(name + "." + inner)));
            if (seen.add(composite.getImplementingClass())) {
                addChildrenOf(name, composite);
            }
        } else if (isDecimal(type)) {
            elements.add(parent + "." + name);
        }
    }

    /** None for extensions, of which HAPI does not find all by the names that it gives. */
    private static Set<String> namesOf(BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildExtension ? Set.of() : child.getValidChildNames();
    }

    private static boolean isDecimal(@Nullable BaseRuntimeElementDefinition<?> type) {
        return type != null && type.getName().equals("decimal");
    }
}

package org.telemed.fhir.value;

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
 * Lists the elements of one FHIR version that hold decimals, by parent and name: {@code length.value}.
 *
 * <p>A parser reads a string in place of a decimal as a number, while {@code 1E100000} may be an identifier. Built when
 * first needed: that is seldom, and it visits every resource type.
 */
public final class DecimalElements {

    private static final String ANY = "*";

    private final Set<String> elements = new HashSet<>();
    private final Set<Class<?>> seen = new HashSet<>();

    public DecimalElements(FhirContext context) {
        for (String type : context.getResourceTypes()) {
            addChildrenOf(ANY, context.getResourceDefinition(type));
        }
        BaseRuntimeElementDefinition<?> extension = context.getElementDefinition("Extension");
        for (String name : List.of("extension", "modifierExtension")) {
            add(ANY, name, extension);
        }
    }

    /** Whether that element can hold a decimal. */
    public boolean contains(String parent, String name) {
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

    /** No names for extensions, because HAPI does not find all of them by the names that it returns. */
    private static Set<String> namesOf(BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildExtension ? Set.of() : child.getValidChildNames();
    }

    private static boolean isDecimal(@Nullable BaseRuntimeElementDefinition<?> type) {
        return type != null && type.getName().equals("decimal");
    }
}

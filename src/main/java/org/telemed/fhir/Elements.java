package org.telemed.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseExtension;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/**
 * Finds elements by their names, whatever the FHIR version. A name that a version does not know is as good as absent, so
 * that readers can ask for "period" and for "actualPeriod" without asking which version it is.
 */
final class Elements {
    private final FhirContext context;

    Elements(FhirContext context) {
        this.context = context;
    }

    /** Everything at a path of names joined by dots; "address[x]" stands for an address of any type. */
    Stream<IBase> at(IBase parent, String path) {
        Stream<IBase> found = Stream.of(parent);
        for (String name : path.split("\\.", -1)) {
            found = found.flatMap(element -> list(element, name).stream()).filter(Objects::nonNull);
        }
        return found;
    }

    /** The first value at a path as it was written, valid or not. */
    Optional<String> text(IBase parent, String path) {
        return at(parent, path).flatMap(element -> text(element).stream()).findFirst();
    }

    /** The list itself that holds the elements of that name, so that what leaves it leaves the parent. */
    List<IBase> list(IBase parent, String name) {
        return child(parent, name)
                .map(child -> child.getAccessor().getValues(parent))
                .orElse(List.of());
    }

    /** Whether this version knows an element of that name there. */
    boolean knows(IBase parent, String name) {
        return child(parent, name).isPresent();
    }

    /** The value of a primitive as it was written, valid or not. */
    static Optional<String> text(IBase element) {
        return element instanceof IPrimitiveType<?> primitive
                ? Optional.ofNullable(primitive.getValueAsString())
                : Optional.empty();
    }

    /** The extensions of that URL right on an element. */
    static Stream<IBaseExtension<?, ?>> extensions(IBase element, String url) {
        return element instanceof IBaseHasExtensions extended
                ? extended.getExtension().stream()
                        .<IBaseExtension<?, ?>>map(extension -> extension)
                        .filter(extension -> url.equals(extension.getUrl()))
                : Stream.empty();
    }

    private Optional<BaseRuntimeChildDefinition> child(IBase parent, String name) {
        return context.getElementDefinition(parent.getClass()) instanceof BaseRuntimeElementCompositeDefinition<?> type
                ? Optional.ofNullable(type.getChildByName(name))
                : Optional.empty();
    }
}

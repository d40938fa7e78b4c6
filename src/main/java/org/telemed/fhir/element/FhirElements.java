package org.telemed.fhir.element;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseExtension;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/**
 * Reads and writes elements by name, in every FHIR version. A name unknown to a version counts as absent, so that a
 * reader can ask for "period" and "actualPeriod" without knowing the version.
 */
public final class FhirElements {
    private final FhirContext context;

    public FhirElements(FhirContext context) {
        this.context = context;
    }

    /** All elements at a path of names joined by dots; "address[x]" is an address of any type. */
    public Stream<IBase> at(IBase parent, String path) {
        return found(parent, path).stream();
    }

    /** The first value at a path, valid or not. */
    public Optional<String> text(IBase parent, String path) {
        for (IBase element : found(parent, path)) {
            Optional<String> value = text(element);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** The same, but an element with extensions only is the empty string: it is present, but has no readable value. */
    public Optional<String> written(IBase parent, String path) {
        for (IBase element : found(parent, path)) {
            Optional<String> value = text(element);
            if (value.isPresent() || !element.isEmpty()) {
                return Optional.of(value.orElse(""));
            }
        }
        return Optional.empty();
    }

    /** Loops instead of streams for speed: every token reads a dozen paths. */
    private List<IBase> found(IBase parent, String path) {
        int dot = path.indexOf('.');
        List<IBase> present = new ArrayList<>();
        for (IBase element : list(parent, dot < 0 ? path : path.substring(0, dot))) {
            if (element == null) {
                continue;
            }
            if (dot < 0) {
                present.add(element);
            } else {
                present.addAll(found(element, path.substring(dot + 1)));
            }
        }
        return present;
    }

    /** The live list of the elements of that name: removing from it removes from the parent. */
    public List<IBase> list(IBase parent, String name) {
        return child(parent, name)
                .map(child -> child.getAccessor().getValues(parent))
                .orElse(List.of());
    }

    /** Removes the non-repeating element of that name. */
    public void clear(IBase parent, String name) {
        child(parent, name).ifPresent(child -> child.getMutator().setValue(parent, null));
    }

    /** Copies the non-repeating element of that name, or removes it if the source has none. */
    public void copy(IBase from, String name, IBase to) {
        clear(to, name);
        for (IBase value : list(from, name)) {
            IBase copy = copyOf(value);
            child(to, name).ifPresent(child -> child.getMutator().setValue(to, copy));
        }
    }

    public IBase copyOf(IBase element) {
        IBase copy = definitionOf(element).newInstance();
        context.newTerser().cloneInto(element, copy, true);
        return copy;
    }

    private BaseRuntimeElementDefinition<?> definitionOf(IBase element) {
        return Objects.requireNonNull(context.getElementDefinition(element.getClass()));
    }

    /** Whether the FHIR version defines an element of that name there. */
    public boolean knows(IBase parent, String name) {
        return child(parent, name).isPresent();
    }

    /** The value of a primitive, valid or not. */
    public static Optional<String> text(IBase element) {
        return element instanceof IPrimitiveType<?> primitive
                ? Optional.ofNullable(primitive.getValueAsString())
                : Optional.empty();
    }

    /** The extensions of that URL directly on an element. */
    public static Stream<IBaseExtension<?, ?>> extensions(IBase element, String url) {
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

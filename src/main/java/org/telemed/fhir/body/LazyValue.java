package org.telemed.fhir.body;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Supplier that computes its value at the first use. */
final class LazyValue<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private @Nullable T value;

    LazyValue(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T made = value;
        if (made == null) {
            made = maker.get();
            value = made;
        }
        return made;
    }
}

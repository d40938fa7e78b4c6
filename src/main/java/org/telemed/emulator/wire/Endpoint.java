package org.telemed.emulator.wire;

/** Something that answers calls. */
@FunctionalInterface
public interface Endpoint {

    Answer answer(Call call);
}

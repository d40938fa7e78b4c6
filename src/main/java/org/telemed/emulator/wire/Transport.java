package org.telemed.emulator.wire;

import java.util.Optional;

/** Answers a call, or lets its connection be cut. */
@FunctionalInterface
public interface Transport {

    /** The answer; empty if the connection shall be reset before any byte of one. */
    Optional<Answer> transport(Call call);
}

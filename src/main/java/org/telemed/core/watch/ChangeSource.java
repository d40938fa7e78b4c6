package org.telemed.core.watch;

import java.util.Set;
import org.telemed.core.encounter.EncounterId;

/** Port: finds changes that other nodes made. Called by one thread, about once in a second, while streams are open. */
@FunctionalInterface
public interface ChangeSource {
    /**
     * Which of these Encounters may have changed since the last call.
     *
     * @throws RuntimeException if it cannot tell; it is asked again
     */
    Set<EncounterId> changed(Set<EncounterId> watched);
}

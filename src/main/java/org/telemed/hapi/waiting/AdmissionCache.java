package org.telemed.hapi.waiting;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.telemed.core.collection.BoundedMap;
import org.telemed.core.waiting.Admission;

/** Remembers the admission in a Task for as long as the Task's version is the current one, whichever node writes it. */
final class AdmissionCache {
    private static final int MOST_REMEMBERED = 10_000;

    private final Function<UUID, Optional<String>> currentVersion;
    private final Map<UUID, Admission> known = BoundedMap.ofLastUsed(MOST_REMEMBERED);

    /** @param currentVersion of a stored Task; empty if there is none */
    AdmissionCache(Function<UUID, Optional<String>> currentVersion) {
        this.currentVersion = currentVersion;
    }

    /** @param stored reads the Task and its version */
    Optional<Admission> find(UUID id, Supplier<Optional<Admission>> stored) {
        Optional<String> current = currentVersion.apply(id);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        Admission last = remembered(id);
        if (last != null && isOf(last, current.get())) {
            return Optional.of(last);
        }
        Optional<Admission> read = stored.get();
        read.ifPresent(admission -> remember(id, admission));
        return read;
    }

    private static boolean isOf(Admission admission, String version) {
        return admission
                .version()
                .filter(read -> read.endsWith("/_history/" + version))
                .isPresent();
    }

    private @Nullable Admission remembered(UUID id) {
        synchronized (known) {
            return known.get(id);
        }
    }

    private void remember(UUID id, Admission admission) {
        synchronized (known) {
            known.put(id, admission);
        }
    }
}

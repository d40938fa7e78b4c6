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
    private final Map<UUID, Known> known = BoundedMap.ofLastUsed(MOST_REMEMBERED);

    /** @param version the current one before the admission was read, which may be of a later one */
    private record Known(String version, Admission admission) {}

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
        Known last = remembered(id);
        if (last != null && last.version().equals(current.get())) {
            return Optional.of(last.admission());
        }
        Optional<Admission> read = stored.get();
        read.ifPresent(admission -> remember(id, new Known(current.get(), admission)));
        return read;
    }

    private @Nullable Known remembered(UUID id) {
        synchronized (known) {
            return known.get(id);
        }
    }

    private void remember(UUID id, Known admission) {
        synchronized (known) {
            known.put(id, admission);
        }
    }
}

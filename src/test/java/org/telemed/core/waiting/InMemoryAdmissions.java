package org.telemed.core.waiting;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.ModeratorRule;
import org.telemed.core.membership.ResourceReference;

/** Admissions in memory, versioned as the repository's are. */
public final class InMemoryAdmissions implements Admissions {
    private record Key(EncounterId encounter, ResourceReference person) {}

    private final Map<Key, Admission> stored = new HashMap<>();
    private int reads;
    private int writes;

    /** A waiting room that is off, with admissions of its own. */
    public static WaitingRoom noWaitingRoom(Clock clock) {
        return waitingRoom(false, new InMemoryAdmissions(), clock);
    }

    public static WaitingRoom waitingRoom(boolean enabled, Admissions admissions, Clock clock) {
        return new WaitingRoom(new AdmissionRule(enabled, ModeratorRule.PRACTITIONERS, true), admissions, clock);
    }

    @Override
    public synchronized Optional<Admission> find(EncounterId encounter, ResourceReference person) {
        reads++;
        return Optional.ofNullable(stored.get(new Key(encounter, person)));
    }

    @Override
    public synchronized List<Admission> findAll(EncounterId encounter) {
        reads++;
        return stored.values().stream()
                .filter(admission -> admission.encounter().equals(encounter))
                .toList();
    }

    @Override
    public synchronized Admission store(Admission admission) {
        Key key = new Key(admission.encounter(), admission.person());
        Optional<String> current = Optional.ofNullable(stored.get(key)).flatMap(Admission::version);
        if (!current.equals(admission.version())) {
            throw TelemedException.because(Reason.CONFLICT, "another one was stored first");
        }
        writes++;
        Admission written = admission.storedAs(String.valueOf(writes));
        stored.put(key, written);
        return written;
    }

    public synchronized int reads() {
        return reads;
    }

    public synchronized int writes() {
        return writes;
    }
}

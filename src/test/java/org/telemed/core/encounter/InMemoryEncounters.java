package org.telemed.core.encounter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.ParticipantEntry;

/** A repository of Encounters with versions, deletion and a caller whose rights a test sets. */
public final class InMemoryEncounters implements EncounterAccess, EncounterStates {
    /** What a caller may do. */
    public enum Right {
        READ,
        UPDATE
    }

    private final Map<EncounterId, EncounterFixture> stored = new LinkedHashMap<>();
    private final List<EncounterId> deleted = new ArrayList<>();
    private final Set<Right> rights = EnumSet.allOf(Right.class);
    private final Deque<Runnable> beforeLooks = new ArrayDeque<>();
    private final List<Collection<EncounterId>> looks = new ArrayList<>();
    private Runnable beforeWrite = () -> {};
    private Optional<String> ifMatch = Optional.empty();
    private int writes;

    public InMemoryEncounters(EncounterFixture... encounters) {
        for (EncounterFixture encounter : encounters) {
            put(encounter);
        }
    }

    public void put(EncounterFixture encounter) {
        deleted.remove(encounter.id());
        stored.put(encounter.id(), encounter);
    }

    public void delete(EncounterId id) {
        stored.remove(id);
        deleted.add(id);
    }

    public EncounterFixture get(EncounterId id) {
        return Optional.ofNullable(stored.get(id)).orElseThrow();
    }

    public boolean holds(EncounterId id) {
        return stored.containsKey(id);
    }

    public void callerMayNot(Right right) {
        rights.remove(right);
    }

    /** The version that the caller's request names. */
    public void requestSaysIfMatch(String version) {
        ifMatch = Optional.of(version);
    }

    /** What others do between the read and each write. */
    public void beforeWrite(Runnable event) {
        beforeWrite = event;
    }

    /** What others do before the next look of the server's; given several times, before the looks after it. */
    public void beforeNextLook(Runnable event) {
        beforeLooks.add(event);
    }

    /** Which states the server has looked up so far, one collection for each look. */
    public List<Collection<EncounterId>> looks() {
        return List.copyOf(looks);
    }

    /** How many writes were carried out. */
    public int writes() {
        return writes;
    }

    @Override
    public TelemedEncounter readableByCaller(EncounterId id) {
        return allowed(id, Right.READ);
    }

    @Override
    public ShownEncounter shownToCaller(EncounterId id) {
        TelemedEncounter encounter = readableByCaller(id);
        return new ShownEncounter(
                encounter,
                () -> encounter.participants().stream()
                        .map(entry -> new ParticipantEntry(
                                entry, Optional.of("The " + entry.reference().id()), Optional.of("PART")))
                        .toList());
    }

    @Override
    public boolean isUpdatableByCaller(EncounterId id) {
        return rights.contains(Right.UPDATE);
    }

    @Override
    public TelemedEncounter updatableByCaller(EncounterId id) {
        return allowed(id, Right.UPDATE);
    }

    private TelemedEncounter allowed(EncounterId id, Right right) {
        // in words of its own, as a repository may
        TelemedEncounter found =
                find(id).orElseThrow(() -> TelemedException.because(Reason.ENCOUNTER_NOT_FOUND, "No such Encounter"));
        if (!rights.contains(right)) {
            throw TelemedException.because(Reason.NOT_ALLOWED, "You may not " + right);
        }
        return found;
    }

    @Override
    public Optional<TelemedEncounter> find(EncounterId id) {
        if (deleted.contains(id)) {
            throw TelemedException.because(Reason.ENCOUNTER_DELETED, "It was deleted");
        }
        return Optional.ofNullable(stored.get(id));
    }

    @Override
    public Map<EncounterId, EncounterState> states(Collection<EncounterId> ids) {
        looks.add(List.copyOf(ids));
        Runnable event = beforeLooks.poll();
        if (event != null) {
            event.run();
        }
        return ids.stream().collect(Collectors.toMap(Function.identity(), this::stateOf));
    }

    private EncounterState stateOf(EncounterId id) {
        if (deleted.contains(id)) {
            return new EncounterState.Deleted();
        }
        return stored.containsKey(id) ? new EncounterState.Stored(get(id)) : new EncounterState.Absent();
    }

    @Override
    public TelemedEncounter documentRoom(TelemedEncounter read, VirtualService room) {
        return write(read.version(), get(read.id()).with(room));
    }

    /** Writes over exactly the version that was read. */
    TelemedEncounter write(String readVersion, EncounterFixture written) {
        beforeWrite.run();
        if (!get(written.id()).version().equals(readVersion)) {
            throw TelemedException.because(Reason.CONFLICT, "Somebody else was faster");
        }
        put(written.inVersion(Integer.parseInt(readVersion)).nextVersion());
        writes++;
        return get(written.id());
    }

    /** Writes the first version. */
    TelemedEncounter create(EncounterFixture created) {
        beforeWrite.run();
        put(created);
        writes++;
        return created;
    }

    @Override
    public void requireIfMatch(TelemedEncounter read) {
        if (ifMatch.filter(version -> !version.equals(read.version())).isPresent()) {
            throw TelemedException.because(Reason.CONFLICT, "The Encounter has another version");
        }
    }

    @Override
    public TelemedException notFound(EncounterId id) {
        return TelemedException.because(Reason.ENCOUNTER_NOT_FOUND, "There is no Encounter " + id);
    }
}

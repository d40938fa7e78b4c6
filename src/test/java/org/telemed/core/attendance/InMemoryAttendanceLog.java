package org.telemed.core.attendance;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.RoomId;

/** Who came and went, each stay's coming and going once. */
public final class InMemoryAttendanceLog implements AttendanceLog {
    private final Map<List<Object>, Entry> entries = new LinkedHashMap<>();
    private final Set<RoomId> complete = new HashSet<>();
    private Runnable before = () -> {};

    /** What was kept, as "user-adam JOINED", in its order. */
    public synchronized List<String> told() {
        return entries.values().stream()
                .map(entry -> entry.identity() + " " + entry.kind())
                .toList();
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Happens before each entry is kept. */
    public synchronized void before(Runnable event) {
        before = event;
    }

    @Override
    public synchronized void ensureStored(Entry entry) {
        before.run();
        entries.putIfAbsent(List.of(entry.stay(), entry.kind()), entry);
    }

    @Override
    public synchronized void ensureComplete(EncounterId encounter, RoomId room) {
        before.run();
        complete.add(room);
    }

    @Override
    public synchronized Set<RoomId> complete(Map<RoomId, EncounterId> rooms) {
        return rooms.keySet().stream().filter(complete::contains).collect(Collectors.toSet());
    }
}

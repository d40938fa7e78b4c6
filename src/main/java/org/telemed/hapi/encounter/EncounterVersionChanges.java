package org.telemed.hapi.encounter;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.watch.ChangeSource;

/**
 * Finds Encounters that another node has changed or deleted, by one light query for the versions of all. HAPI has no call
 * that reads versions alone.
 */
public final class EncounterVersionChanges implements ChangeSource {
    /** Databases limit the number of values in one statement. */
    private static final int BATCH = 512;

    /** A deletion is a version too. With partitions, one id may have several rows. */
    private static final String VERSIONS = "select r.myFhirId, r.myVersion from ResourceTable r"
            + " where r.myResourceType = 'Encounter' and r.myFhirId in (:ids)";

    private final EntityManagerFactory database;
    private Map<String, Set<Long>> known = Map.of();

    /** @param database HAPI's */
    public EncounterVersionChanges(EntityManagerFactory database) {
        this.database = database;
    }

    /** An Encounter that was not watched before counts as changed. */
    @Override
    public Set<EncounterId> changed(Set<EncounterId> watched) {
        List<String> ids =
                watched.stream().map(EncounterId::value).distinct().sorted().toList();
        Map<String, Set<Long>> now = new HashMap<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            read(ids.subList(from, Math.min(from + BATCH, ids.size())), now);
        }
        Set<EncounterId> changed = new HashSet<>(watched);
        Map<String, Set<Long>> before = known;
        changed.removeIf(
                id -> before.containsKey(id.value()) && before.get(id.value()).equals(now.get(id.value())));
        known = now;
        return changed;
    }

    private void read(List<String> ids, Map<String, Set<Long>> versions) {
        ids.forEach(id -> versions.put(id, new TreeSet<>()));
        try (EntityManager entities = database.createEntityManager()) {
            entities.createQuery(VERSIONS, Object[].class)
                    .setParameter("ids", padded(ids))
                    .getResultList()
                    .forEach(row -> versions.computeIfAbsent((String) row[0], id -> new TreeSet<>())
                            .add((Long) row[1]));
        }
    }

    /** To a power of two, so that few different statements are prepared. */
    private static List<String> padded(List<String> ids) {
        List<String> padded = new ArrayList<>(ids);
        while (Integer.bitCount(padded.size()) != 1) {
            padded.add(ids.get(0));
        }
        return padded;
    }
}

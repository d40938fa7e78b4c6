package org.telemed.core.collection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A map with a largest size: a new entry takes the place of the eldest. Not synchronized. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_CAPACITY = 64;
    private static final float LOAD_FACTOR = 0.75f;

    private final int largest;

    private BoundedMap(int largest, boolean byAccess) {
        super(FIRST_CAPACITY, LOAD_FACTOR, byAccess);
        this.largest = largest;
    }

    /** Drops the entry that was put first. */
    public static <K, V> Map<K, V> ofNewest(int largest) {
        return new BoundedMap<>(largest, false);
    }

    /** Drops the entry that was not read or put for longest. */
    public static <K, V> Map<K, V> ofLastUsed(int largest) {
        return new BoundedMap<>(largest, true);
    }

    /** A set, synchronized, that drops the element that was added first. */
    public static <E> Set<E> setOfNewest(int largest) {
        return Collections.synchronizedSet(Collections.newSetFromMap(BoundedMap.<E, Boolean>ofNewest(largest)));
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > largest;
    }
}

package org.telemed.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Leaves out of a case whatever can be left out while it still shows the same. */
final class Shrinker {
    private static final Set<String> NEEDED = Set.of("resourceType", "id", "meta", "url");

    private final Predicate<Case> shows;

    Shrinker(Predicate<Case> shows) {
        this.shows = shows;
    }

    Case smallest(Case found) {
        Case smallest = found;
        Case smaller = found;
        do {
            smallest = smaller;
            smaller = smaller(smallest);
        } while (smaller != smallest);
        return smallest;
    }

    /** The first smaller one that shows it, or the same. */
    private Case smaller(Case found) {
        for (Object[] both : without(found.encounter(), found.others())) {
            Case smaller = found.with(asObject(both[0]), asList(both[1]));
            if (isFhir(both[0]) && isFhir(both[1]) && shows.test(smaller)) {
                return smaller;
            }
        }
        return found;
    }

    private static List<Object[]> without(Object encounter, Object others) {
        List<Object[]> all = new ArrayList<>();
        variants(encounter).forEach(smaller -> all.add(new Object[] {smaller, others}));
        variants(others).forEach(smaller -> all.add(new Object[] {encounter, smaller}));
        return all;
    }

    /** The same with one thing less. */
    private static List<Object> variants(Object json) {
        List<Object> variants = new ArrayList<>();
        if (json instanceof Map<?, ?> object) {
            object.keySet().stream().filter(name -> !NEEDED.contains(name)).forEach(name -> {
                Map<Object, Object> copy = new LinkedHashMap<>(object);
                copy.remove(name);
                variants.add(copy);
            });
            object.forEach((name, value) -> variants(value).forEach(variant -> {
                Map<Object, Object> copy = new LinkedHashMap<>(object);
                copy.put(name, variant);
                variants.add(copy);
            }));
        } else if (json instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                List<Object> copy = new ArrayList<>(list);
                copy.remove(i);
                variants.add(copy);
            }
            for (int i = 0; i < list.size(); i++) {
                for (Object variant : variants(list.get(i))) {
                    List<Object> copy = new ArrayList<>(list);
                    copy.set(i, variant);
                    variants.add(copy);
                }
            }
        }
        return variants;
    }

    /** Nothing is empty, and an extension says something. */
    private static boolean isFhir(Object json) {
        if (json instanceof Map<?, ?> object) {
            return !object.isEmpty()
                    && !object.keySet().equals(Set.of("url"))
                    && object.values().stream().noneMatch(value -> value.equals(List.of()))
                    && object.values().stream().allMatch(Shrinker::isFhir);
        }
        return !(json instanceof List<?> list) || list.stream().allMatch(Shrinker::isFhir);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Object json) {
        return (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> asList(Object json) {
        return (List<Map<String, Object>>) json;
    }
}

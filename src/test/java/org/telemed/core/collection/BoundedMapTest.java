package org.telemed.core.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundedMapTest {
    @Test
    void the_entry_that_was_put_first_goes() {
        Map<String, Integer> map = BoundedMap.ofNewest(2);
        map.put("a", 1);
        map.put("b", 2);
        assertThat(map.get("a")).isEqualTo(1);
        map.put("c", 3);
        assertThat(map).containsOnlyKeys("b", "c");
    }

    @Test
    void the_entry_that_was_not_used_for_longest_goes() {
        Map<String, Integer> map = BoundedMap.ofLastUsed(2);
        map.put("a", 1);
        map.put("b", 2);
        assertThat(map.get("a")).isEqualTo(1);
        map.put("c", 3);
        assertThat(map).containsOnlyKeys("a", "c");
    }

    @Test
    void the_element_that_was_added_first_goes() {
        Set<String> set = BoundedMap.setOfNewest(2);
        set.add("a");
        set.add("b");
        set.add("c");
        assertThat(set).containsExactly("b", "c");
    }
}

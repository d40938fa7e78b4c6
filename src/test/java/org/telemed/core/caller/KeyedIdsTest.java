package org.telemed.core.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.telemed.core.video.LegibleTokenSigner;

class KeyedIdsTest {
    private final KeyedIds ids = new KeyedIds(new LegibleTokenSigner());

    @Test
    void the_same_parts_have_the_same_id() {
        assertThat(ids.idOf("record", "a", "b")).isEqualTo(ids.idOf("record", "a", "b"));
    }

    @Test
    void each_purpose_has_ids_of_its_own() {
        assertThat(ids.idOf("record", "a", "b")).isNotEqualTo(ids.idOf("attendance", "a", "b"));
    }

    @Test
    void parts_that_are_alike_when_joined_are_still_two() {
        assertThat(ids.idOf("record", "a", "b")).isNotEqualTo(ids.idOf("record", "ab"));
        assertThat(ids.idOf("record", "a1:b", "c")).isNotEqualTo(ids.idOf("record", "a", "b1:c"));
        assertThat(ids.idOf("record", "", "a")).isNotEqualTo(ids.idOf("record", "a", ""));
    }

    @Test
    void an_id_is_a_uuid_of_version_8() {
        UUID id = ids.idOf("record", "a");
        assertThat(id).returns(8, UUID::version).returns(2, UUID::variant);
    }
}

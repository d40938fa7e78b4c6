package org.telemed.core.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.KeyedHash;

/** The ids of Encounters that are made from Appointments. */
class VisitIdsTest {
    private static final AppointmentId BOOKING = new AppointmentId("1", "");

    @Test
    void are_the_same_on_every_node_and_differ_by_appointment_partition_and_key() {
        assertThat(first("key", BOOKING)).isEqualTo(first("key", BOOKING));
        assertThat(Stream.of(
                                first("key", BOOKING),
                                first("other key", BOOKING),
                                first("key", new AppointmentId("2", "")),
                                first("key", BOOKING.in("7")))
                        .map(EncounterId::value)
                        .collect(Collectors.toSet()))
                .hasSize(4);
    }

    @Test
    void are_in_the_partition_of_the_appointment() {
        assertThat(first("key", BOOKING.in("7")).partition()).isEqualTo("7");
    }

    @Test
    void there_is_another_one_when_the_one_before_was_called_off_up_to_a_limit() {
        List<List<EncounterId>> ids = ids("key").of(BOOKING).toList();
        assertThat(ids).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void those_under_former_keys_are_known() {
        List<EncounterId> ids = new VisitIds(new KeyedIds(hashes("new", "old")))
                .of(BOOKING)
                .findFirst()
                .orElseThrow();
        assertThat(ids).containsExactly(first("new", BOOKING), first("old", BOOKING));
    }

    private static EncounterId first(String key, AppointmentId appointment) {
        return ids(key).of(appointment).findFirst().orElseThrow().get(0);
    }

    private static VisitIds ids(String key) {
        return new VisitIds(new KeyedIds(hashes(key)));
    }

    private static KeyedHash hashes(String key, String... former) {
        return new KeyedHash() {
            @Override
            public String of(String purpose, String text) {
                return hash(key, purpose, text);
            }

            @Override
            public List<String> underFormerKeys(String purpose, String text) {
                return Stream.of(former).map(old -> hash(old, purpose, text)).toList();
            }
        };
    }

    private static String hash(String key, String purpose, String text) {
        String all = key + purpose + text;
        return "%016x%016x"
                .formatted((long) all.hashCode() << 20, (long) (all + "x").hashCode() << 12)
                .repeat(2);
    }
}

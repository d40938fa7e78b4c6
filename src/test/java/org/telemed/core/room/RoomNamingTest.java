package org.telemed.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;

class RoomNamingTest {
    private static final EncounterId VISIT = new EncounterId("visit-1");
    private static final String CALLBACK = "https://telemed.example/a/telemed/twilio/callback";

    private final RoomNaming naming = naming("");

    @Test
    void a_room_is_called_like_its_encounter() {
        assertThat(naming.nameFor(VISIT)).isEqualTo("visit-1");
    }

    @Test
    void a_prefix_comes_before_an_underscore() {
        assertThat(naming("clinic-a").nameFor(VISIT)).isEqualTo("clinic-a_visit-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a_b", "_", "a b", "a/b", "ä", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void a_prefix_that_could_be_misread_is_refused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> naming(prefix))
                .withMessageStartingWith("namePrefix must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RM0123456789abcdef0123456789abcdef", "rm0123456789ABCDEF0123456789abcdef"})
    void an_id_like_a_sid_gets_no_name(String id) {
        TelemedException refusal =
                catchThrowableOfType(TelemedException.class, () -> naming.nameFor(new EncounterId(id)));
        assertThat(refusal.reason()).isEqualTo(Reason.UNUSABLE_ID);
        assertThat(refusal.message()).contains("the shape of a room's id");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void an_id_that_means_a_path_gets_no_name(String id) {
        TelemedException refusal =
                catchThrowableOfType(TelemedException.class, () -> naming.nameFor(new EncounterId(id)));
        assertThat(refusal.reason()).isEqualTo(Reason.UNUSABLE_ID);
        assertThat(refusal.message()).contains("cannot stand in a URL");
    }

    @Test
    void the_same_id_in_two_partitions_has_two_names() {
        assertThat(naming.nameFor(VISIT.in("1"))).isEqualTo("1_visit-1");
        assertThat(naming("clinic-a").nameFor(VISIT.in("-2"))).isEqualTo("clinic-a_-2_visit-1");
    }

    @Test
    void a_name_leads_back_to_its_partition() {
        assertThat(naming.encounterNamed("1_visit-1")).contains(VISIT.in("1"));
        assertThat(naming("clinic-a").encounterNamed("clinic-a_-2_visit-1")).contains(VISIT.in("-2"));
        assertThat(naming("clinic-a").encounterNamed("-2_visit-1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_visit-1", "1_", "1_2_visit-1", "one_visit-1", "1 _visit-1", "12345678901_visit-1"})
    void a_name_with_what_is_no_partition_leads_nowhere(String name) {
        assertThat(naming.encounterNamed(name)).isEmpty();
    }

    @Test
    void the_longest_name_is_short_enough_for_twilio() {
        String longest = naming("x".repeat(50)).nameFor(new EncounterId("y".repeat(64), "-2147483648"));
        assertThat(longest).hasSizeLessThanOrEqualTo(128);
        assertThatIllegalArgumentException().isThrownBy(() -> naming("x".repeat(51)));
    }

    @Test
    void a_name_leads_back_to_its_encounter() {
        assertThat(naming.encounterNamed("visit-1")).contains(VISIT);
        assertThat(naming("clinic-a").encounterNamed("clinic-a_visit-1")).contains(VISIT);
        assertThat(naming.encounterOf(room("visit-1", CALLBACK))).contains(VISIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a/b",
                "clinic-a_visit-1",
                "visit 1",
                "RM0123456789abcdef0123456789abcdef",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void a_name_that_we_give_to_no_room_leads_nowhere(String name) {
        assertThat(naming.encounterNamed(name)).isEmpty();
        assertThat(naming.encounterOf(room(name, CALLBACK))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"visit-1", "clinic-b_visit-1", "clinic-a_", "clinic-a_a_b", "CLINIC-A_visit-1"})
    void a_name_without_our_prefix_or_id_leads_nowhere(String name) {
        assertThat(naming("clinic-a").encounterNamed(name)).isEmpty();
    }

    @Test
    void somebody_elses_room_leads_nowhere_whatever_its_name() {
        assertThat(naming.encounterOf(room("visit-1", "https://other.example/callback")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://telemed.example/a/telemed/twilio/callback",
                "https://telemed.example/a/",
                "https://former.example/telemed/twilio/callback",
                "https://older.example:8443/x/telemed/twilio/callback"
            })
    void a_room_that_reports_to_us_or_to_where_we_were_is_ours(String callback) {
        assertThat(naming.isOurs(room("visit-1", callback), VISIT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://telemed.example/a",
                "https://telemed.example/ab/telemed/twilio/callback",
                "https://telemed.example/b/telemed/twilio/callback",
                "https://telemed.example.evil.example/a/telemed/twilio/callback",
                "https://telemed.example@evil.example/a/telemed/twilio/callback",
                "https://evil.example/https://telemed.example/a/telemed/twilio/callback",
                "http://telemed.example/a/telemed/twilio/callback",
                "https://TELEMED.example/a/telemed/twilio/callback",
                "https://former.example.evil.example/telemed/twilio/callback",
                "https://former.exampletelemed/twilio/callback",
                "https://other.example/telemed/twilio/callback"
            })
    void a_room_that_reports_to_others_is_not_ours(String callback) {
        assertThat(naming.isOurs(room("visit-1", callback), VISIT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Visit-1", "visit-1 ", "visit-11", "visit", "clinic-a_visit-1", "visit\u20111"})
    void a_room_of_another_name_is_not_ours(String name) {
        assertThat(naming.isOurs(room(name, CALLBACK), VISIT)).isFalse();
    }

    @Test
    void a_prefix_keeps_deployments_in_one_place_apart() {
        assertThat(naming("a").isOurs(room("a_visit-1", CALLBACK), VISIT)).isTrue();
        assertThat(naming("b").isOurs(room("a_visit-1", CALLBACK), VISIT)).isFalse();
    }

    private static RoomNaming naming(String prefix) {
        return new RoomNaming(
                prefix,
                URI.create("https://telemed.example/a"),
                List.of(URI.create("https://former.example"), URI.create("https://older.example:8443/x/")),
                InMemoryVideoProvider::isRoomId);
    }

    private static Room room(String name, String callback) {
        Duration hour = Duration.ofHours(1);
        return new Room(new RoomId("RM1"), name, callback, true, Instant.EPOCH, Instant.EPOCH, hour, hour, 10);
    }
}

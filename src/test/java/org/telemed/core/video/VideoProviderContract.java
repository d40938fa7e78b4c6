package org.telemed.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link VideoProvider} does. Each test starts in an account without rooms, whose rooms live unused for 60 minutes.
 */
public abstract class VideoProviderContract {
    private static final RoomId NEVER_OPENED = new RoomId("RM" + "f".repeat(32));

    /** The provider under test, the same all through one test. */
    protected abstract VideoProvider provider();

    /** Lets time pass at the vendor. */
    protected abstract void pass(Duration time);

    @Test
    void a_new_room_is_as_it_was_asked_for() {
        Room room = opened("visit-1", 7);
        assertThat(room.name()).isEqualTo("visit-1");
        assertThat(room.maxParticipants()).isEqualTo(7);
        assertThat(room.inProgress()).isTrue();
        assertThat(room.statusCallback()).isNotEmpty();
        assertThat(room.unusedTimeout()).isEqualTo(Duration.ofMinutes(60));
        assertThat(room.emptyTimeout()).isEqualTo(Duration.ofMinutes(60));
    }

    @Test
    void a_new_room_surely_lives_for_its_timeout() {
        assertThat(opened("visit-1").surelyLivesFor()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @Test
    void a_room_grows_older_by_the_vendors_clock() {
        Room room = opened("visit-1");
        pass(Duration.ofMinutes(50));
        Room later = provider().find(room.id()).orElseThrow();
        assertThat(later.createdAt()).isEqualTo(room.createdAt());
        assertThat(later.surelyLivesFor()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    }

    @Test
    void a_name_in_progress_is_not_opened_again() {
        opened("visit-1");
        assertThat(provider().open(new RoomRequest("visit-1", 10))).isEmpty();
    }

    @Test
    void a_name_is_free_again_once_its_room_is_over() {
        Room first = opened("visit-1");
        provider().complete(first.id());
        assertThat(opened("visit-1").id()).isNotEqualTo(first.id());
    }

    @Test
    void a_room_is_found_by_its_id() {
        Room room = opened("visit-1");
        opened("visit-2");
        assertThat(provider().find(room.id()))
                .get()
                .returns(room.id(), Room::id)
                .returns("visit-1", Room::name);
    }

    @Test
    void a_room_that_is_over_is_still_found_by_its_id() {
        Room room = opened("visit-1");
        provider().complete(room.id());
        assertThat(provider().find(room.id())).get().returns(false, Room::inProgress);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RMffffffffffffffffffffffffffffffff", "visit-1", "../Rooms", "x?Status=completed", "ümlaut 1"})
    void what_is_no_rooms_id_finds_and_ends_nothing(String id) {
        opened("visit-1");
        provider().complete(new RoomId(id));
        assertThat(provider().find(new RoomId(id))).isEmpty();
        assertThat(provider().findInProgress("visit-1")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"visit-1", "clinic-a_7f3.b-c", "a b", "50%2F", "q?x=1&y=2#z", "Zürich+1"})
    void a_room_in_progress_is_found_by_its_name(String name) {
        opened("another");
        Room room = opened(name);
        assertThat(provider().findInProgress(name)).get().returns(room.id(), Room::id);
    }

    @Test
    void a_room_that_is_over_is_not_found_by_its_name() {
        provider().complete(opened("visit-1").id());
        assertThat(provider().findInProgress("visit-1")).isEmpty();
    }

    @Test
    void a_name_is_matched_whole_and_by_case() {
        opened("visit-1");
        assertThat(provider().findInProgress("visit")).isEmpty();
        assertThat(provider().findInProgress("Visit-1")).isEmpty();
        assertThat(provider().findInProgress("visit-1/Participants")).isEmpty();
    }

    @Test
    void an_id_is_no_name() {
        assertThat(provider().findInProgress(opened("visit-1").id().value())).isEmpty();
    }

    @Test
    void ending_a_room_twice_or_one_that_never_was_changes_nothing() {
        Room room = opened("visit-1");
        provider().complete(room.id());
        assertThatCode(() -> provider().complete(room.id())).doesNotThrowAnyException();
        assertThatCode(() -> provider().complete(NEVER_OPENED)).doesNotThrowAnyException();
    }

    @Test
    void a_room_that_nobody_joins_lapses() {
        Room room = opened("visit-1");
        pass(Duration.ofMinutes(61));
        assertThat(provider().findInProgress("visit-1")).isEmpty();
        assertThat(provider().find(room.id()).filter(Room::inProgress)).isEmpty();
        assertThat(provider().find(room.id()).map(Room::surelyLivesFor)).contains(Duration.ZERO);
    }

    @Test
    void without_rooms_the_list_is_one_empty_page() {
        assertThat(provider().listInProgress(Optional.empty())).isEqualTo(new RoomPage(List.of(), Optional.empty()));
    }

    @Test
    void the_list_has_every_room_in_progress_once_page_by_page() {
        List<RoomId> open = IntStream.range(0, 5)
                .mapToObj(number -> opened("visit-" + number).id())
                .toList();
        provider().complete(opened("over").id());
        assertThat(listed()).extracting(Room::id).containsExactlyInAnyOrderElementsOf(open);
    }

    @Test
    void a_listed_room_is_the_room_that_was_opened() {
        Room room = opened("visit-1", 7);
        Room listed = listed().get(0);
        assertThat(listed)
                .usingRecursiveComparison()
                .ignoringFields("observedAt")
                .isEqualTo(room);
        assertThat(listed.surelyLivesFor()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    private Room opened(String name) {
        return opened(name, 10);
    }

    private Room opened(String name, int maxParticipants) {
        return provider().open(new RoomRequest(name, maxParticipants)).orElseThrow();
    }

    private List<Room> listed() {
        List<Room> rooms = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            RoomPage page = provider().listInProgress(cursor);
            rooms.addAll(page.rooms());
            cursor = page.next();
        } while (cursor.isPresent());
        return rooms;
    }
}

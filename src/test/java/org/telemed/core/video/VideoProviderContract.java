package org.telemed.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    /** Somebody joins the room. */
    protected abstract void joins(String identity, Room room);

    /** Somebody leaves the room. */
    protected abstract void leaves(String identity, Room room);

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
        assertThat(opened("visit-1").guaranteedLifetime()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @Test
    void a_room_grows_older_by_the_vendors_clock() {
        Room room = opened("visit-1");
        pass(Duration.ofMinutes(50));
        Room later = provider().find(room.id()).orElseThrow();
        assertThat(later.createdAt()).isEqualTo(room.createdAt());
        assertThat(later.guaranteedLifetime()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
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
        assertThat(provider().find(room.id()).map(Room::guaranteedLifetime)).contains(Duration.ZERO);
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
        assertThat(listed.guaranteedLifetime()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @Test
    void a_room_with_somebody_in_it_outlives_its_timeouts() {
        Room room = opened("visit-1");
        pass(Duration.ofMinutes(59));
        joins("adam", room);
        pass(Duration.ofMinutes(90));
        assertThat(provider().find(room.id())).get().returns(true, Room::inProgress);
    }

    @Test
    void a_room_lapses_after_the_last_person_left() {
        Room room = opened("visit-1");
        joins("adam", room);
        pass(Duration.ofMinutes(90));
        leaves("adam", room);
        pass(Duration.ofMinutes(59));
        assertThat(provider().findInProgress("visit-1")).isPresent();
        pass(Duration.ofMinutes(2));
        assertThat(provider().findInProgress("visit-1")).isEmpty();
    }

    @Test
    void a_room_that_is_over_is_in_the_other_list() {
        Room over = opened("over");
        opened("in progress");
        assertThat(completed(over.createdAt())).isEmpty();
        provider().complete(over.id());
        assertThat(completed(over.createdAt()))
                .singleElement()
                .returns(over.id(), Room::id)
                .returns("over", Room::name)
                .returns(over.statusCallback(), Room::statusCallback)
                .returns(false, Room::inProgress);
    }

    @Test
    void the_other_list_has_every_room_that_is_over_once_page_by_page() {
        Instant start = opened("in progress").createdAt();
        List<RoomId> over = IntStream.range(0, 5)
                .mapToObj(number -> opened("visit-" + number).id())
                .toList();
        over.forEach(provider()::complete);
        assertThat(completed(start)).extracting(Room::id).containsExactlyInAnyOrderElementsOf(over);
    }

    @Test
    void the_other_list_leaves_out_what_was_created_before() {
        provider().complete(opened("old").id());
        pass(Duration.ofHours(2));
        Room young = opened("young");
        provider().complete(young.id());
        assertThat(completed(young.createdAt().minus(Duration.ofHours(1))))
                .extracting(Room::id)
                .containsExactly(young.id());
    }

    @Test
    void nobody_is_in_a_new_room() {
        Room room = opened("visit-1");
        assertThat(provider().connected(room.id())).isEmpty();
        assertThat(provider().everyStay(room.id())).isEmpty();
    }

    @Test
    void who_joins_is_in_the_room() {
        Room room = opened("visit-1");
        joins("adam", room);
        joins("jane", opened("visit-2"));
        assertThat(provider().connected(room.id()))
                .singleElement()
                .returns("adam", RoomParticipant::identity)
                .returns(true, RoomParticipant::connected)
                .returns(Optional.empty(), RoomParticipant::leftAt);
        assertThat(provider().everyStay(room.id())).isEqualTo(provider().connected(room.id()));
    }

    @Test
    void everybody_is_listed_however_many_they_are() {
        Room room = opened("visit-1", 50);
        List<String> people =
                IntStream.range(0, 5).mapToObj(number -> "user-" + number).toList();
        people.forEach(person -> joins(person, room));
        assertThat(provider().connected(room.id()))
                .extracting(RoomParticipant::identity)
                .containsExactlyInAnyOrderElementsOf(people);
        provider().complete(room.id());
        assertThat(provider().everyStay(room.id()))
                .extracting(RoomParticipant::identity)
                .containsExactlyInAnyOrderElementsOf(people);
    }

    @Test
    void a_stay_is_as_long_as_it_was() {
        Room room = opened("visit-1");
        pass(Duration.ofMinutes(5));
        joins("adam", room);
        pass(Duration.ofMinutes(7));
        leaves("adam", room);
        pass(Duration.ofMinutes(3));
        RoomParticipant stay = theStay(room);
        assertThat(stay.connected()).isFalse();
        assertThat(Duration.between(room.createdAt(), stay.joinedAt()))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(30));
        assertThat(Duration.between(stay.joinedAt(), stay.leftAt().orElseThrow()))
                .isBetween(Duration.ofMinutes(7), Duration.ofMinutes(7).plusSeconds(30));
    }

    @Test
    void who_leaves_and_returns_has_two_stays() {
        Room room = opened("visit-1");
        joins("adam", room);
        leaves("adam", room);
        joins("adam", room);
        List<RoomParticipant> stays = provider().everyStay(room.id());
        assertThat(stays).extracting(RoomParticipant::identity).containsExactly("adam", "adam");
        assertThat(stays).extracting(RoomParticipant::id).doesNotHaveDuplicates();
        assertThat(stays)
                .filteredOn(RoomParticipant::connected)
                .isEqualTo(provider().connected(room.id()));
    }

    @Test
    void the_same_identity_is_in_a_room_once() {
        Room room = opened("visit-1");
        joins("adam", room);
        joins("adam", room);
        assertThat(provider().connected(room.id())).hasSize(1);
        assertThat(provider().everyStay(room.id())).hasSize(2);
    }

    @Test
    void ending_a_room_disconnects_everyone() {
        Room room = opened("visit-1");
        joins("adam", room);
        pass(Duration.ofMinutes(1));
        provider().complete(room.id());
        assertThat(provider().connected(room.id())).isEmpty();
        assertThat(theStay(room).leftAt()).isPresent();
    }

    @Test
    void who_is_thrown_out_is_out_and_the_others_stay() {
        Room room = opened("visit-1");
        joins("adam", room);
        joins("eve", room);
        provider().disconnect(room.id(), stayOf("eve", room).id());
        assertThat(provider().connected(room.id()))
                .extracting(RoomParticipant::identity)
                .containsExactly("adam");
        assertThat(provider().everyStay(room.id())).hasSize(2);
    }

    @Test
    void who_was_thrown_out_may_come_back() {
        Room room = opened("visit-1");
        joins("eve", room);
        String first = stayOf("eve", room).id();
        provider().disconnect(room.id(), first);
        joins("eve", room);
        assertThat(stayOf("eve", room).id()).isNotEqualTo(first);
    }

    @Test
    void throwing_out_who_is_out_already_changes_nothing() {
        Room room = opened("visit-1");
        joins("eve", room);
        String first = stayOf("eve", room).id();
        provider().disconnect(room.id(), first);
        joins("eve", room);
        provider().disconnect(room.id(), first);
        assertThat(provider().connected(room.id())).hasSize(1);
        provider().complete(room.id());
        assertThatCode(() -> provider().disconnect(room.id(), first)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "PAffffffffffffffffffffffffffffffff", "../Participants", "a?b#c"})
    void what_is_no_stay_throws_nobody_out(String id) {
        Room room = opened("visit-1");
        joins("adam", room);
        assertThatCode(() -> provider().disconnect(room.id(), id)).doesNotThrowAnyException();
        assertThat(provider().connected(room.id())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RMffffffffffffffffffffffffffffffff", "visit-1", "../Rooms", "x?Status=completed"})
    void in_what_is_no_room_is_nobody(String id) {
        Room room = opened("visit-1");
        joins("adam", room);
        assertThat(provider().connected(new RoomId(id))).isEmpty();
        assertThat(provider().everyStay(new RoomId(id))).isEmpty();
        provider().disconnect(new RoomId(id), stayOf("adam", room).id());
        assertThat(provider().connected(room.id())).hasSize(1);
    }

    private RoomParticipant theStay(Room room) {
        List<RoomParticipant> stays = provider().everyStay(room.id());
        assertThat(stays).hasSize(1);
        return stays.get(0);
    }

    private RoomParticipant stayOf(String identity, Room room) {
        return provider().connected(room.id()).stream()
                .filter(stay -> stay.identity().equals(identity))
                .findFirst()
                .orElseThrow();
    }

    private Room opened(String name) {
        return opened(name, 10);
    }

    private Room opened(String name, int maxParticipants) {
        return provider().open(new RoomRequest(name, maxParticipants)).orElseThrow();
    }

    private List<Room> listed() {
        return all(provider()::listInProgress);
    }

    private List<Room> completed(Instant createdAfter) {
        return all(cursor -> provider().listCompleted(createdAfter, cursor));
    }

    private static List<Room> all(Function<Optional<String>, RoomPage> list) {
        List<Room> rooms = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            RoomPage page = list.apply(cursor);
            rooms.addAll(page.rooms());
            cursor = page.next();
        } while (cursor.isPresent());
        return rooms;
    }
}

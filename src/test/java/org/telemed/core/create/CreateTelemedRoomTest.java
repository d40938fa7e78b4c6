package org.telemed.core.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.SettableClock;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.SubmittedEncounterFixture;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.room.RoomOpener;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;

class CreateTelemedRoomTest {
    private static final CreateOptions UNSAID = CreateOptions.NONE;
    private static final IllegalStateException REFUSED = new IllegalStateException("unique index");

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final RoomLiveness liveness = new RoomLiveness(provider, naming, clock);
    private final CreateTelemedRoom create =
            new CreateTelemedRoom(new RoomOpener(provider, naming, liveness), liveness, naming, 50);
    private final InMemoryEncounters encounters = new InMemoryEncounters();

    @Nested
    class A_new_encounter {
        @Test
        void is_stored_once_with_its_room_on_it() {
            EncounterId id = forNew(aNew(anEncounterWith(ADAM)));
            Room room = theRoom();
            assertThat(id).isEqualTo(VISIT);
            assertThat(room.name()).isEqualTo("visit-1");
            assertThat(encounters.get(VISIT))
                    .isEqualTo(anEncounterWith(ADAM).with(VirtualService.documenting(room.id(), 50)));
            assertThat(encounters.writes()).isEqualTo(1);
        }

        @Test
        void has_its_room_before_it_is_stored() {
            encounters.beforeWrite(() -> assertThat(provider.calls()).containsExactly("open visit-1"));
            forNew(aNew(anEncounterWith(ADAM)));
        }

        @Test
        void may_be_planned() {
            forNew(aNew(anEncounterWith(ADAM).inPhase(EncounterPhase.PLANNED)));
            assertThat(theRoom().inProgress()).isTrue();
        }

        @ParameterizedTest
        @EnumSource(
                value = EncounterPhase.class,
                names = {"CLOSED", "UNKNOWN"})
        void that_is_closed_or_unknown_is_not_stored_and_the_vendor_not_asked(EncounterPhase phase) {
            assertRefused(
                    Reason.ENCOUNTER_CLOSED,
                    () -> forNew(aNew(anEncounterWith(ADAM).inPhase(phase))));
            assertUntouched();
        }

        @Test
        void that_the_caller_may_not_store_opens_no_room() {
            TelemedException refusal = TelemedException.because(Reason.NOT_ALLOWED, "no");
            assertThatThrownBy(() -> forNew(aNew(anEncounterWith(ADAM)).refusedWith(refusal)))
                    .isSameAs(refusal);
            assertUntouched();
        }

        @Test
        void is_not_stored_if_the_vendor_fails() {
            provider.failNext(TelemedException.because(Reason.PROVIDER_TIMEOUT, "slow"));
            assertRefused(Reason.PROVIDER_TIMEOUT, () -> forNew(aNew(anEncounterWith(ADAM))));
            assertThat(encounters.holds(VISIT)).isFalse();
        }

        @Test
        void is_not_stored_if_its_rooms_name_is_taken() {
            provider.opened("visit-1", "https://other.example/callback");
            assertRefused(Reason.ROOM_NAME_TAKEN, () -> forNew(aNew(anEncounterWith(ADAM))));
            assertThat(encounters.holds(VISIT)).isFalse();
        }

        @Test
        void that_could_not_be_stored_has_its_room_ended() {
            encounters.beforeWrite(CreateTelemedRoomTest::refuse);
            assertThatThrownBy(() -> forNew(aNew(anEncounterWith(ADAM)))).isSameAs(REFUSED);
            assertThat(roomsInProgress()).isEmpty();
        }

        @Test
        void that_could_not_be_stored_leaves_another_requests_room_alone() {
            Room adopted = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
            encounters.beforeWrite(CreateTelemedRoomTest::refuse);
            assertThatThrownBy(() -> forNew(aNew(anEncounterWith(ADAM)))).isSameAs(REFUSED);
            assertThat(roomsInProgress()).extracting(Room::id).containsExactly(adopted.id());
        }

        @Test
        void that_could_not_be_stored_says_so_even_if_its_room_cannot_be_ended() {
            IllegalStateException failure = new IllegalStateException("constraint");
            TelemedException down = TelemedException.because(Reason.PROVIDER_DOWN, "down");
            encounters.beforeWrite(() -> {
                provider.failNext(down);
                throw failure;
            });
            assertThatThrownBy(() -> forNew(aNew(anEncounterWith(ADAM))))
                    .isSameAs(failure)
                    .hasSuppressedException(down);
        }

        @Test
        void of_which_nobody_can_tell_whether_it_was_stored_leaves_its_room_open() {
            IllegalStateException failure = new IllegalStateException("connection lost");
            TelemedException unread = TelemedException.because(Reason.DATABASE_DOWN, "still lost");
            encounters.beforeWrite(() -> {
                encounters.beforeFind(() -> {
                    throw unread;
                });
                throw failure;
            });
            assertThatThrownBy(() -> forNew(aNew(anEncounterWith(ADAM))))
                    .isSameAs(failure)
                    .hasSuppressedException(unread);
            assertThat(roomsInProgress()).hasSize(1);
        }

        @Test
        void that_was_stored_all_the_same_is_the_answer() {
            EncounterId id = forNew(aNew(anEncounterWith(ADAM)).failingAfterTheWrite(REFUSED));
            assertThat(id).isEqualTo(VISIT);
            assertThat(roomsInProgress()).hasSize(1);
        }

        @Test
        void that_was_deleted_meanwhile_is_deleted() {
            encounters.beforeWrite(() -> {
                encounters.delete(VISIT);
                refuse();
            });
            assertRefused(Reason.ENCOUNTER_DELETED, () -> forNew(aNew(anEncounterWith(ADAM))));
        }

        private SubmittedEncounterFixture aNew(EncounterFixture content) {
            return SubmittedEncounterFixture.aNew(content, encounters);
        }

        private EncounterId forNew(SubmittedEncounterFixture draft) {
            return asStored(create.forNew(encounters, draft, () -> VISIT, UNSAID));
        }
    }

    @Nested
    class A_create_that_may_be_repeated {
        @Test
        void stores_the_encounter_with_its_room() {
            assertThat(once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters)))
                    .isTrue();
            assertThat(encounters.get(VISIT).virtualService().flatMap(VirtualService::room))
                    .contains(theRoom().id());
        }

        @Test
        void changes_nothing_the_second_time() {
            once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters));
            provider.forgetCalls();
            assertThat(once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters)))
                    .isFalse();
            assertThat(encounters.writes()).isEqualTo(1);
            assertThat(provider.calls()).isEmpty();
        }

        @Test
        void changes_nothing_even_if_the_caller_could_not_store_it_any_more() {
            once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters));
            TelemedException refusal = TelemedException.because(Reason.NOT_ALLOWED, "no");
            assertThat(once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters)
                            .refusedWith(refusal)))
                    .isFalse();
        }

        @Test
        void leaves_what_happened_since_alone() {
            once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters));
            encounters.put(anEncounterWith(JANE).inPhase(EncounterPhase.CLOSED));
            assertThat(once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters)))
                    .isFalse();
            assertThat(encounters.get(VISIT)).isEqualTo(anEncounterWith(JANE).inPhase(EncounterPhase.CLOSED));
        }

        @Test
        void says_that_the_encounter_was_deleted_since() {
            once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters));
            encounters.delete(VISIT);
            assertRefused(
                    Reason.ENCOUNTER_DELETED,
                    () -> once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters)));
        }

        @Test
        void adopts_the_room_of_a_try_that_died_before_its_write() {
            Room left = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
            assertThat(once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters)))
                    .isTrue();
            assertThat(roomsInProgress()).extracting(Room::id).containsExactly(left.id());
            assertThat(encounters.get(VISIT).virtualService().flatMap(VirtualService::room))
                    .contains(left.id());
        }

        @Test
        void that_another_node_wins_is_a_repetition() {
            assertThat(once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters)
                            .failingAfterTheWrite(REFUSED)))
                    .isFalse();
            assertThat(roomsInProgress()).hasSize(1);
        }

        @Test
        void asks_the_vendor_once_however_many_come_at_the_same_time() {
            List<Boolean> stored = IntStream.range(0, 20)
                    .mapToObj(request -> CompletableFuture.supplyAsync(
                            () -> once(SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters))))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(stored).containsOnlyOnce(true);
            assertThat(provider.calls()).containsExactly("open visit-1");
        }

        private boolean once(SubmittedEncounterFixture draft) {
            return create.forNewOnce(encounters, draft, VISIT, UNSAID).isPresent();
        }
    }

    @Nested
    class An_update {
        @Test
        void is_stored_with_a_new_room_where_there_was_none() {
            encounters.put(anEncounterWith(ADAM));
            assertThat(forUpdate(anEncounterWith(ADAM, JANE))).isEqualTo(VISIT);
            assertThat(encounters.get(VISIT))
                    .isEqualTo(anEncounterWith(ADAM, JANE)
                            .with(VirtualService.documenting(theRoom().id(), 50))
                            .nextVersion());
        }

        @Test
        void keeps_the_room_that_lives_whatever_the_client_says() {
            RoomId room = opened();
            encounters.put(anEncounterWith(ADAM).withRoom(room));
            forUpdate(anEncounterWith(ADAM, JANE).with(VirtualService.documenting(new RoomId("RM-of-a-client"), 2)));
            assertThat(encounters.get(VISIT).virtualService()).contains(VirtualService.documenting(room, 10));
            assertThat(encounters.get(VISIT).participants()).hasSize(2);
            assertThat(roomsInProgress()).hasSize(1);
        }

        @Test
        void replaces_a_room_that_lapsed() {
            RoomId lapsed = opened();
            encounters.put(anEncounterWith(ADAM).withRoom(lapsed));
            clock.advance(Duration.ofHours(2));
            forUpdate(anEncounterWith(ADAM));
            assertThat(encounters.get(VISIT).virtualService().flatMap(VirtualService::room))
                    .contains(theRoom().id())
                    .isNotEqualTo(Optional.of(lapsed));
        }

        @Test
        void of_an_unknown_encounter_is_not_found() {
            assertRefused(Reason.ENCOUNTER_NOT_FOUND, () -> forUpdate(anEncounterWith(ADAM)));
            assertUntouched();
        }

        @Test
        void of_a_deleted_encounter_is_refused() {
            encounters.delete(VISIT);
            assertRefused(Reason.ENCOUNTER_DELETED, () -> forUpdate(anEncounterWith(ADAM)));
        }

        @Test
        void without_the_right_to_it_is_refused_before_the_phase_is_told() {
            encounters.put(anEncounterWith(ADAM));
            encounters.callerMayNot(InMemoryEncounters.Right.UPDATE);
            assertRefused(
                    Reason.NOT_ALLOWED, () -> forUpdate(anEncounterWith(ADAM).closed()));
            assertUntouched();
        }

        @ParameterizedTest
        @EnumSource(
                value = EncounterPhase.class,
                names = {"CLOSED", "UNKNOWN"})
        void to_a_closed_or_unknown_one_is_refused_and_nothing_stored(EncounterPhase phase) {
            encounters.put(anEncounterWith(ADAM));
            assertRefused(
                    Reason.ENCOUNTER_CLOSED,
                    () -> forUpdate(anEncounterWith(ADAM).inPhase(phase)));
            assertUntouched();
        }

        @Test
        void may_reopen_a_closed_one() {
            encounters.put(anEncounterWith(ADAM).closed());
            forUpdate(anEncounterWith(ADAM));
            assertThat(encounters.get(VISIT).phase()).isEqualTo(EncounterPhase.OPEN);
            assertThat(roomsInProgress()).hasSize(1);
        }

        @Test
        void that_could_not_be_stored_opens_no_room() {
            encounters.put(anEncounterWith(ADAM));
            TelemedException refusal = TelemedException.because(Reason.INVALID_ENCOUNTER, "no");
            SubmittedEncounterFixture draft = SubmittedEncounterFixture.anUpdateTo(anEncounterWith(ADAM), encounters)
                    .refusedWith(refusal);
            assertThatThrownBy(() -> create.forUpdate(encounters, draft, UNSAID))
                    .isSameAs(refusal);
            assertUntouched();
        }

        @Test
        void that_lost_a_race_is_tried_again_and_one_room_is_documented() {
            encounters.put(anEncounterWith(ADAM));
            losing(2);
            forUpdate(anEncounterWith(ADAM, JANE));
            assertThat(encounters.get(VISIT).virtualService().flatMap(VirtualService::room))
                    .contains(theRoom().id());
            assertThat(encounters.get(VISIT).version()).isEqualTo("4");
            assertThat(provider.calls()).as("who won may have taken it").noneMatch(call -> call.startsWith("complete"));
        }

        @Test
        void that_lost_three_times_is_a_conflict() {
            encounters.put(anEncounterWith(ADAM));
            losing(3);
            assertRefused(Reason.CONFLICT, () -> forUpdate(anEncounterWith(ADAM, JANE)));
            assertThat(encounters.get(VISIT).version()).isEqualTo("4");
            assertThat(encounters.writes()).isZero();
        }

        @Test
        void that_names_its_version_is_tried_once() {
            encounters.put(anEncounterWith(ADAM));
            losing(1);
            SubmittedEncounterFixture draft =
                    SubmittedEncounterFixture.anUpdateNamingItsVersionTo(anEncounterWith(ADAM), encounters);
            assertRefused(Reason.CONFLICT, () -> create.forUpdate(encounters, draft, UNSAID));
            assertThat(encounters.get(VISIT).version()).isEqualTo("2");
        }

        @Test
        void with_an_id_like_a_sid_is_refused_but_only_to_who_may_touch_it() {
            EncounterFixture sid = anEncounterWith(ADAM).called("RM" + "0".repeat(32));
            assertRefused(Reason.ENCOUNTER_NOT_FOUND, () -> forUpdate(sid));
            encounters.put(sid);
            assertRefused(Reason.UNUSABLE_ID, () -> forUpdate(sid));
            assertRefused(Reason.UNUSABLE_ID, () -> forUpdate(sid.closed()));
            encounters.put(sid.withRoom(opened()));
            assertRefused(Reason.UNUSABLE_ID, () -> forUpdate(sid));
            assertUntouched();
        }

        private EncounterId forUpdate(EncounterFixture content) {
            return asStored(
                    create.forUpdate(encounters, SubmittedEncounterFixture.anUpdateTo(content, encounters), UNSAID));
        }
    }

    @Nested
    class A_stored_encounter {
        @Test
        void gets_a_room_and_changes_in_nothing_else() {
            encounters.put(anEncounterWith(ADAM, JANE));
            assertThat(forStored(VISIT)).isEqualTo(VISIT);
            assertThat(encounters.get(VISIT))
                    .isEqualTo(anEncounterWith(ADAM, JANE)
                            .with(VirtualService.documenting(theRoom().id(), 50))
                            .nextVersion());
        }

        @Test
        void whose_room_lives_is_not_written() {
            encounters.put(anEncounterWith(ADAM).withRoom(opened()));
            forStored(VISIT);
            assertThat(encounters.writes()).isZero();
            assertThat(encounters.get(VISIT).version()).isEqualTo("1");
        }

        @Test
        void whose_room_was_ended_gets_a_new_one() {
            encounters.put(anEncounterWith(ADAM).withPlaceholderFor(7));
            forStored(VISIT);
            assertThat(encounters.get(VISIT).virtualService())
                    .contains(VirtualService.documenting(theRoom().id(), 7));
        }

        @Test
        void with_a_room_that_is_not_ours_gets_its_own() {
            RoomId foreign =
                    provider.opened("another", "https://other.example/callback").id();
            encounters.put(anEncounterWith(ADAM).withRoom(foreign));
            forStored(VISIT);
            assertThat(encounters.get(VISIT).virtualService().flatMap(VirtualService::room))
                    .isPresent()
                    .isNotEqualTo(Optional.of(foreign));
            assertThat(provider.find(foreign)).get().returns(true, Room::inProgress);
        }

        @Test
        void gets_one_room_however_often_it_is_asked_for() {
            encounters.put(anEncounterWith(ADAM));
            forStored(VISIT);
            forStored(VISIT);
            assertThat(roomsInProgress()).hasSize(1);
            assertThat(encounters.writes()).isEqualTo(1);
        }

        @Test
        void gets_the_room_that_another_request_opened_meanwhile() {
            encounters.put(anEncounterWith(ADAM));
            RoomId other = opened();
            forStored(VISIT);
            assertThat(encounters.get(VISIT).virtualService()).contains(VirtualService.documenting(other, 10));
        }

        @ParameterizedTest
        @EnumSource(
                value = EncounterPhase.class,
                names = {"CLOSED", "UNKNOWN"})
        void that_is_closed_or_unknown_gets_none_and_the_vendor_is_not_asked(EncounterPhase phase) {
            encounters.put(anEncounterWith(ADAM).withRoom(new RoomId("RM-old")).inPhase(phase));
            assertRefused(Reason.ENCOUNTER_CLOSED, () -> forStored(VISIT));
            assertUntouched();
        }

        @Test
        void is_given_to_nobody_without_the_right_to_update_it() {
            encounters.put(anEncounterWith(ADAM).closed());
            encounters.callerMayNot(InMemoryEncounters.Right.UPDATE);
            assertRefused(Reason.NOT_ALLOWED, () -> forStored(VISIT));
            assertUntouched();
        }

        @Test
        void with_an_id_like_a_sid_gets_none() {
            EncounterFixture sid = anEncounterWith(ADAM).called("rm" + "0".repeat(32));
            encounters.put(sid);
            assertRefused(Reason.UNUSABLE_ID, () -> forStored(sid.id()));
            encounters.put(sid.closed());
            assertRefused(Reason.UNUSABLE_ID, () -> forStored(sid.id()));
            encounters.put(sid.withRoom(opened()));
            assertRefused(Reason.UNUSABLE_ID, () -> forStored(sid.id()));
            assertUntouched();
        }

        @Test
        void that_somebody_else_gave_a_room_meanwhile_is_not_written_twice() {
            encounters.put(anEncounterWith(ADAM));
            encounters.beforeWrite(() -> {
                encounters.beforeWrite(() -> {});
                encounters.put(anEncounterWith(ADAM).withRoom(theRoom().id()).nextVersion());
            });
            forStored(VISIT);
            assertThat(encounters.writes()).isZero();
            assertThat(encounters.get(VISIT).version()).isEqualTo("2");
        }

        @Test
        void that_was_closed_meanwhile_gets_none() {
            encounters.put(anEncounterWith(ADAM));
            encounters.beforeWrite(
                    () -> encounters.put(anEncounterWith(ADAM).closed().nextVersion()));
            assertRefused(Reason.ENCOUNTER_CLOSED, () -> forStored(VISIT));
            assertThat(encounters.get(VISIT).virtualService()).isEmpty();
        }

        @Test
        void whose_write_is_lost_three_times_is_a_conflict() {
            encounters.put(anEncounterWith(ADAM));
            losing(3);
            assertRefused(Reason.CONFLICT, () -> forStored(VISIT));
            assertThat(encounters.get(VISIT).version()).isEqualTo("4");
        }

        @Test
        void whose_write_fails_otherwise_is_not_tried_again_and_keeps_no_room() {
            encounters.put(anEncounterWith(ADAM));
            TelemedException failure = TelemedException.because(Reason.NOT_ALLOWED, "no");
            encounters.beforeWrite(() -> {
                throw failure;
            });
            assertThatThrownBy(() -> forStored(VISIT)).isSameAs(failure);
            assertThat(provider.calls()).containsExactly("open visit-1", "complete RM%032x".formatted(1));
        }

        @Test
        void whose_write_fails_after_all_keeps_the_room_that_is_on_it() {
            encounters.put(anEncounterWith(ADAM));
            TelemedException failure = TelemedException.because(Reason.NOT_ALLOWED, "no");
            encounters.beforeWrite(() -> {
                encounters.put(anEncounterWith(ADAM).withRoom(theRoom().id()).nextVersion());
                throw failure;
            });
            assertThatThrownBy(() -> forStored(VISIT)).isSameAs(failure);
            assertThat(encounters.get(VISIT).virtualService().flatMap(VirtualService::room))
                    .contains(theRoom().id());
        }

        private EncounterId forStored(EncounterId id) {
            return asStored(create.forStored(encounters, id, UNSAID));
        }
    }

    @Nested
    class The_number_of_participants {
        @ParameterizedTest
        @CsvSource({"2, 7, 2", "50, 7, 50", "1, , 1", ", 7, 7", ", , 50"})
        void is_what_was_asked_for_or_what_the_encounter_says_or_the_setting(Integer asked, Integer said, int seats) {
            EncounterFixture content =
                    said == null ? anEncounterWith(ADAM) : anEncounterWith(ADAM).withPlaceholderFor(said);
            create.forNew(
                    encounters,
                    SubmittedEncounterFixture.aNew(content, encounters),
                    () -> VISIT,
                    new CreateOptions(Optional.ofNullable(asked), Optional.empty()));
            assertThat(theRoom().maxParticipants()).isEqualTo(seats);
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 51, 1000})
        void is_no_more_than_a_room_holds_and_the_vendor_is_not_asked(int asked) {
            SubmittedEncounterFixture draft = SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters);
            assertRefused(Reason.BAD_REQUEST, () -> create.forNew(encounters, draft, () -> VISIT, seats(asked)));
            encounters.put(anEncounterWith(ADAM).withPlaceholderFor(asked));
            assertRefused(Reason.BAD_REQUEST, () -> create.forStored(encounters, VISIT, UNSAID));
            assertUntouched();
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 51})
        void that_no_room_holds_is_refused_as_a_setting(int set) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new CreateTelemedRoom(new RoomOpener(provider, naming, liveness), liveness, naming, set))
                    .withMessageStartingWith("maxParticipants must be ");
        }

        @Test
        void of_an_update_is_its_own_before_the_stored_one() {
            encounters.put(anEncounterWith(ADAM).withPlaceholderFor(7));
            EncounterFixture wanted = anEncounterWith(ADAM).withPlaceholderFor(3);
            create.forUpdate(encounters, SubmittedEncounterFixture.anUpdateTo(wanted, encounters), UNSAID);
            assertThat(theRoom().maxParticipants()).isEqualTo(3);
        }

        @Test
        void of_an_update_that_says_none_is_the_stored_one() {
            encounters.put(anEncounterWith(ADAM).withPlaceholderFor(7));
            create.forUpdate(
                    encounters, SubmittedEncounterFixture.anUpdateTo(anEncounterWith(ADAM), encounters), UNSAID);
            assertThat(theRoom().maxParticipants()).isEqualTo(7);
        }

        @Test
        void is_ignored_on_a_room_that_lives() {
            encounters.put(anEncounterWith(ADAM).withRoom(opened()));
            create.forStored(encounters, VISIT, seats(3));
            assertThat(theRoom().maxParticipants()).isEqualTo(10);
        }
    }

    @Nested
    class The_waiting_room {
        @Test
        void of_a_new_encounter_is_documented_if_it_was_asked_for() {
            forNew(UNSAID, "visit-1");
            forNew(waitingRoom(true), "visit-2");
            forNew(waitingRoom(false), "visit-3");
            assertThat(documented("visit-1")).isEmpty();
            assertThat(documented("visit-2")).contains(true);
            assertThat(documented("visit-3")).contains(false);
        }

        @Test
        void of_a_stored_encounter_is_documented_with_its_first_room() {
            encounters.put(anEncounterWith(ADAM));
            create.forStored(encounters, VISIT, waitingRoom(true));
            assertDocumented(Optional.of(true));
            assertThat(encounters.writes()).isEqualTo(1);
        }

        @ParameterizedTest
        @CsvSource({"true, , 1", "false, , 1", "true, false, 1", "false, true, 1", "true, true, 0", "false, false, 0"})
        void is_written_beside_a_living_room_if_it_is_another_one(boolean asked, Boolean before, int writes) {
            RoomId room = opened();
            encounters.put(aVisitDocumenting(room, before));
            provider.forgetCalls();
            create.forStored(encounters, VISIT, waitingRoom(asked));
            assertDocumented(Optional.of(asked));
            assertThat(encounters.writes()).isEqualTo(writes);
            assertThat(theRoom().id()).isEqualTo(room);
            assertThat(provider.calls()).noneMatch(call -> call.startsWith("open"));
            assertThat(encounters.get(VISIT).virtualService())
                    .contains(VirtualService.documenting(room, 10).withWaitingRoom(Optional.of(asked)));
        }

        @Test
        void that_another_request_changed_first_is_changed_after_it() {
            RoomId room = opened();
            encounters.put(aVisitDocumenting(room, null));
            losing(1);
            create.forStored(encounters, VISIT, waitingRoom(true));
            assertDocumented(Optional.of(true));
        }

        @Test
        void stays_if_nothing_was_asked_for_whatever_becomes_of_the_room() {
            encounters.put(aVisitDocumenting(opened(), true));
            create.forStored(encounters, VISIT, UNSAID);
            assertThat(encounters.writes()).isZero();
            forUpdate(UNSAID);
            assertDocumented(Optional.of(true));
            clock.advance(Duration.ofHours(2));
            create.forStored(encounters, VISIT, UNSAID);
            assertDocumented(Optional.of(true));
            clock.advance(Duration.ofHours(2));
            forUpdate(UNSAID);
            assertDocumented(Optional.of(true));
            assertThat(encounters.writes()).isEqualTo(3);
        }

        @Test
        void of_an_update_is_what_was_asked_for_and_never_what_the_client_sent() {
            encounters.put(aVisitDocumenting(opened(), true));
            EncounterFixture without = aVisitDocumenting(new RoomId("RM-of-a-client"), false);
            create.forUpdate(encounters, SubmittedEncounterFixture.anUpdateTo(without, encounters), UNSAID);
            assertDocumented(Optional.of(true));
            forUpdate(waitingRoom(false));
            assertDocumented(Optional.of(false));
        }

        private EncounterFixture aVisitDocumenting(RoomId room, @Nullable Boolean waitingRoom) {
            return anEncounterWith(ADAM)
                    .with(VirtualService.documenting(room, 10).withWaitingRoom(Optional.ofNullable(waitingRoom)));
        }

        private void forNew(CreateOptions options, String id) {
            create.forNew(
                    encounters,
                    SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters),
                    () -> new EncounterId(id),
                    options);
        }

        private void forUpdate(CreateOptions options) {
            create.forUpdate(
                    encounters, SubmittedEncounterFixture.anUpdateTo(anEncounterWith(ADAM), encounters), options);
        }

        private void assertDocumented(Optional<Boolean> expected) {
            assertThat(documented("visit-1")).isEqualTo(expected);
        }

        private Optional<Boolean> documented(String id) {
            return encounters.get(new EncounterId(id)).virtualService().flatMap(VirtualService::waitingRoom);
        }
    }

    @Nested
    class What_is_known_of_the_room {
        @Test
        void of_a_new_encounter_saves_the_first_tokens_look() {
            create.forNew(
                    encounters, SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters), () -> VISIT, UNSAID);
            assertLooks(0);
        }

        @Test
        void of_a_stored_encounter_saves_it_too() {
            encounters.put(anEncounterWith(ADAM));
            create.forStored(encounters, VISIT, UNSAID);
            assertLooks(0);
        }

        @Test
        void of_an_update_saves_it_too() {
            encounters.put(anEncounterWith(ADAM));
            create.forUpdate(
                    encounters, SubmittedEncounterFixture.anUpdateTo(anEncounterWith(ADAM, JANE), encounters), UNSAID);
            assertLooks(0);
        }

        @Test
        void says_nothing_of_one_that_was_found_open_for_somebody_may_be_about_to_end_it() {
            opened();
            encounters.put(anEncounterWith(ADAM));
            create.forStored(encounters, VISIT, UNSAID);
            assertLooks(1);
        }

        @Test
        void says_nothing_of_one_that_was_opened_here_and_found_again_after_somebody_took_it_off_the_encounter() {
            create.forNew(
                    encounters, SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters), () -> VISIT, UNSAID);
            encounters.put(anEncounterWith(ADAM).nextVersion());
            create.forStored(encounters, VISIT, UNSAID);
            assertLooks(1);
        }

        @Test
        void says_nothing_of_one_that_was_opened_while_the_visit_was_over_for_somebody_may_be_about_to_end_it() {
            encounters.put(anEncounterWith(ADAM).closed());
            create.forUpdate(
                    encounters, SubmittedEncounterFixture.anUpdateTo(anEncounterWith(ADAM), encounters), UNSAID);
            assertLooks(1);
        }

        @Test
        void says_nothing_of_the_version_after() {
            create.forNew(
                    encounters, SubmittedEncounterFixture.aNew(anEncounterWith(ADAM), encounters), () -> VISIT, UNSAID);
            encounters.put(encounters.get(VISIT).nextVersion());
            assertLooks(1);
        }

        /** As a token does, a while later. */
        private void assertLooks(int expected) {
            RoomId room = theRoom().id();
            provider.forgetCalls();
            clock.advance(Duration.ofMinutes(40));
            assertThat(liveness.isInProgress(room, VISIT, encounters.get(VISIT).version()))
                    .isTrue();
            assertThat(provider.calls().stream().filter(call -> call.startsWith("find")))
                    .hasSize(expected);
        }
    }

    private static CreateOptions seats(int number) {
        return new CreateOptions(Optional.of(number), Optional.empty());
    }

    private static CreateOptions waitingRoom(boolean exists) {
        return new CreateOptions(Optional.empty(), Optional.of(exists));
    }

    private static void refuse() {
        throw REFUSED;
    }

    /** Somebody else writes the Encounter first, so many times. */
    private void losing(int times) {
        int[] left = {times};
        encounters.beforeWrite(() -> {
            if (left[0]-- > 0) {
                encounters.put(encounters.get(VISIT).nextVersion());
            }
        });
    }

    private RoomId opened() {
        return provider.opened("visit-1", InMemoryVideoProvider.CALLBACK).id();
    }

    private Room theRoom() {
        List<Room> rooms = roomsInProgress();
        assertThat(rooms).hasSize(1);
        return rooms.get(0);
    }

    private List<Room> roomsInProgress() {
        return provider.listInProgress(Optional.empty()).rooms();
    }

    private void assertUntouched() {
        assertThat(provider.calls()).isEmpty();
        assertThat(encounters.writes()).isZero();
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        TelemedException refusal = catchThrowableOfType(TelemedException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
    }

    /** What a use case returns is what the repository holds. */
    private EncounterId asStored(TelemedEncounter returned) {
        assertThat(returned).isEqualTo(encounters.get(returned.id()));
        return returned.id();
    }
}

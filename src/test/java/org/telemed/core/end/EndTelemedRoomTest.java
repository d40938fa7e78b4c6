package org.telemed.core.end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.SettableClock;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.encounter.InMemoryEncounters.Right;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.room.RetryOnConflict;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;

class EndTelemedRoomTest {
    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final RoomLiveness liveness = new RoomLiveness(provider, naming, clock);
    private final InMemoryEncounters encounters = new InMemoryEncounters();
    private final EndTelemedRoom end = new EndTelemedRoom(provider, naming, liveness);
    private RoomId room;

    @BeforeEach
    void aVisitUnderWay() {
        Room opened = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);
        room = opened.id();
        liveness.opened(opened);
        liveness.rememberDocumented(opened.id(), "1");
        provider.joined(room, "user-adam");
        encounters.put(theVisit());
    }

    @Test
    void ends_the_call_for_everyone_and_leaves_a_placeholder() {
        assertThat(end()).isEqualTo(VISIT);
        assertThat(provider.isOpen(room)).isFalse();
        assertThat(provider.inside(room)).isEmpty();
        assertThat(encounters.get(VISIT))
                .isEqualTo(theVisit().withPlaceholderFor(10).nextVersion());
        assertThat(liveness.isInProgress(room, VISIT, "1")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(EncounterPhase.class)
    void leaves_the_status_as_it_is(EncounterPhase phase) {
        encounters.put(theVisit().inPhase(phase));
        end();
        assertThat(encounters.get(VISIT).phase()).isEqualTo(phase);
        assertThat(provider.isOpen(room)).isFalse();
    }

    @Test
    void says_so_on_the_encounter_before_it_ends_the_room() {
        encounters.beforeWrite(() -> assertThat(provider.isOpen(room)).isTrue());
        provider.beforeNext(() -> {});
        provider.beforeNext(() -> assertThat(encounters.writes()).isEqualTo(1));
        end();
        assertThat(provider.calls()).containsExactly("findInProgress visit-1", "complete " + room);
    }

    @Test
    void a_second_time_writes_nothing_and_ends_what_the_first_could_not() {
        provider.beforeNext(() -> {});
        provider.failNext(TelemedException.because(Reason.PROVIDER_DOWN, "down"));
        assertRefused(Reason.PROVIDER_DOWN);
        assertThat(encounters.get(VISIT).virtualService()).get().returns(Optional.empty(), VirtualService::room);
        assertThat(provider.isOpen(room)).isTrue();
        end();
        assertThat(provider.isOpen(room)).isFalse();
        assertThat(encounters.writes()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_waiting_room_of_the_visit_stays(boolean documented) {
        encounters.put(theVisit().with(VirtualService.documenting(room, 10).withWaitingRoom(Optional.of(documented))));
        end();
        assertThat(encounters.get(VISIT).virtualService())
                .contains(new VirtualService(Optional.empty(), Optional.of(10), Optional.of(documented)));
    }

    @Test
    void a_room_that_lapsed_leaves_a_placeholder_too() {
        provider.ended(room);
        end();
        assertThat(encounters.get(VISIT).virtualService()).get().returns(Optional.empty(), VirtualService::room);
        assertThat(liveness.isDocumented(room)).as("known to live").isFalse();
    }

    @Test
    void a_room_that_the_encounter_lost_is_ended_and_no_longer_trusted() {
        encounters.put(anEncounterWith(ADAM).withPlaceholderFor(10));
        end();
        assertThat(provider.isOpen(room)).isFalse();
        assertThat(liveness.isDocumented(room)).as("known to live").isFalse();
    }

    @Test
    void an_encounter_that_never_had_a_room_has_none_to_end() {
        encounters.put(anEncounterWith(ADAM));
        assertRefused(Reason.NO_ROOM);
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void somebody_elses_room_of_that_name_goes_on() {
        provider.ended(room);
        RoomId foreign =
                provider.opened("visit-1", "https://other.example/callback").id();
        end();
        assertThat(provider.isOpen(foreign)).isTrue();
    }

    @Test
    void who_may_not_update_the_encounter_ends_nothing() {
        encounters.callerMayNot(Right.UPDATE);
        assertRefused(Reason.NOT_ALLOWED);
        assertThat(provider.isOpen(room)).isTrue();
        assertThat(encounters.writes()).isZero();
    }

    @Test
    void an_unknown_or_deleted_encounter_has_nothing_to_end() {
        TelemedException unknown =
                catchThrowableOfType(TelemedException.class, () -> end.end(encounters, new EncounterId("visit-2")));
        assertThat(unknown.reason()).isEqualTo(Reason.ENCOUNTER_NOT_FOUND);
        encounters.delete(VISIT);
        assertRefused(Reason.ENCOUNTER_DELETED);
    }

    @Test
    void who_loses_against_another_change_begins_again() {
        encounters.beforeWrite(() -> {
            encounters.beforeWrite(() -> {});
            encounters.put(theVisit().inPhase(EncounterPhase.PLANNED).inVersion(2));
        });
        end();
        assertThat(encounters.get(VISIT))
                .isEqualTo(theVisit()
                        .inPhase(EncounterPhase.PLANNED)
                        .withPlaceholderFor(10)
                        .inVersion(3));
        assertThat(provider.isOpen(room)).isFalse();
    }

    @Test
    void who_loses_every_time_is_told_and_nothing_ended() {
        int[] version = {1};
        encounters.beforeWrite(() -> encounters.put(theVisit().inVersion(++version[0])));
        assertRefused(Reason.CONFLICT);
        assertThat(version[0]).isEqualTo(1 + RetryOnConflict.TRIES);
        assertThat(provider.isOpen(room)).isTrue();
    }

    private EncounterId end() {
        TelemedEncounter ended = end.end(encounters, VISIT);
        assertThat(ended).isEqualTo(encounters.get(VISIT));
        return ended.id();
    }

    private void assertRefused(Reason reason) {
        assertThat(catchThrowableOfType(TelemedException.class, this::end).reason())
                .isEqualTo(reason);
    }

    private EncounterFixture theVisit() {
        return anEncounterWith(ADAM).withRoom(room);
    }
}

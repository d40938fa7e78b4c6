package org.telemed.core.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.telemed.core.encounter.EncounterFixture.VISIT;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.telemed.core.SettableClock;
import org.telemed.core.attendance.AttendanceLog.Kind;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.RoomId;

class AttendanceBackfillTest {
    private static final Instant TEN = Instant.parse("2030-01-01T10:00:00Z");

    private final SettableClock clock = new SettableClock(TEN);
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final InMemoryAttendanceLog log = new InMemoryAttendanceLog();
    private final AttendanceBackfill attendance = new AttendanceBackfill(provider, log);
    private RoomId room;

    @BeforeEach
    void openTheRoom() {
        room = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK).id();
    }

    @Test
    void every_coming_and_going_is_kept_with_the_vendors_times() {
        String stay = provider.joined(room, "user-adam").id();
        clock.advance(Duration.ofMinutes(5));
        provider.ended(room);
        attendance.fillIn(VISIT, room);
        assertThat(log.entries())
                .containsExactly(
                        new AttendanceLog.Entry(VISIT, room, stay, "user-adam", Kind.JOINED, TEN),
                        new AttendanceLog.Entry(
                                VISIT, room, stay, "user-adam", Kind.LEFT, TEN.plus(Duration.ofMinutes(5))));
    }

    @Test
    void a_room_is_read_once() {
        provider.ended(room);
        attendance.fillIn(VISIT, room);
        attendance.fillIn(VISIT, room);
        assertThat(provider.calls()).containsExactly("everyStay " + room);
    }

    @Test
    void a_room_is_read_once_by_all_nodes_together() {
        provider.ended(room);
        RoomId other =
                provider.opened("visit-2", InMemoryVideoProvider.CALLBACK).id();
        attendance.fillIn(VISIT, room);
        AttendanceBackfill afterARestart = new AttendanceBackfill(provider, log);
        assertThat(afterARestart.missing(Map.of(room, VISIT, other, VISIT))).containsOnlyKeys(other);
        afterARestart.fillIn(VISIT, room);
        assertThat(provider.calls()).containsExactly("everyStay " + room);
    }

    @Test
    void a_room_that_somebody_still_seems_to_be_in_is_missing_to_every_node() {
        provider.joined(room, "user-adam");
        attendance.fillIn(VISIT, room);
        assertThat(attendance.missing(Map.of(room, VISIT))).containsOnlyKeys(room);
        assertThat(new AttendanceBackfill(provider, log).missing(Map.of(room, VISIT)))
                .containsOnlyKeys(room);
    }

    @Test
    void a_room_that_somebody_still_seems_to_be_in_is_read_again() {
        provider.joined(room, "user-adam");
        attendance.fillIn(VISIT, room);
        assertThat(log.told()).containsExactly("user-adam JOINED");
        provider.ended(room);
        attendance.fillIn(VISIT, room);
        assertThat(log.told()).containsExactly("user-adam JOINED", "user-adam LEFT");
    }

    @Test
    void a_room_that_could_not_be_read_or_kept_is_read_again() {
        TelemedException down = TelemedException.because(Reason.PROVIDER_DOWN, "down");
        IllegalStateException noDatabase = new IllegalStateException("database");
        provider.joined(room, "user-adam");
        provider.ended(room);
        provider.failNext(down);
        assertThatThrownBy(() -> attendance.fillIn(VISIT, room)).isSameAs(down);
        log.before(() -> {
            throw noDatabase;
        });
        assertThatThrownBy(() -> attendance.fillIn(VISIT, room)).isSameAs(noDatabase);
        log.before(() -> {});
        attendance.fillIn(VISIT, room);
        assertThat(log.told()).hasSize(2);
    }

    @Test
    void only_so_many_rooms_are_remembered() {
        provider.ended(room);
        attendance.fillIn(VISIT, room);
        for (int number = 0; number < 10_000; number++) {
            attendance.fillIn(VISIT, new RoomId("RM-" + number));
        }
        assertThat(attendance.isFilledIn(room)).isFalse();
        assertThat(attendance.isFilledIn(new RoomId("RM-9999"))).isTrue();
    }
}

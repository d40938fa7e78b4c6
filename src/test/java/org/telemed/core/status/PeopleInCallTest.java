package org.telemed.core.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.JANE;
import static org.telemed.core.encounter.EncounterFixture.VISIT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.InMemoryIdentityRecords;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.RoomId;

class PeopleInCallTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final InMemoryIdentityRecords records = new InMemoryIdentityRecords();
    private final RoomPresence presence = new RoomPresence(provider, clock, false, new RoomPresence.Watched() {
        @Override
        public boolean isWatched(EncounterId encounter) {
            return false;
        }

        @Override
        public int number() {
            return 0;
        }
    });
    private final PeopleInCall people = new PeopleInCall(presence, records, clock);
    private final RoomId room =
            provider.opened("visit-1", InMemoryVideoProvider.CALLBACK).id();

    @BeforeEach
    void janeIsKnown() {
        records.known(VISIT, JANE, "user-jane");
    }

    @Test
    void in_an_empty_room_no_identity_has_to_be_looked_up() {
        assertThat(inCall().since()).isEmpty();
        assertThat(records.reads()).isZero();
    }

    @Test
    void the_records_are_read_once_while_everybody_in_the_room_is_known() {
        provider.joined(room, "user-jane");
        for (int i = 0; i < 5; i++) {
            assertThat(inCall().isIn(JANE)).isTrue();
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(records.reads()).isEqualTo(1);
    }

    @Test
    void a_newcomer_is_looked_up_at_once() {
        provider.joined(room, "user-jane");
        inCall();
        clock.advance(Duration.ofSeconds(1));
        records.known(VISIT, ADAM, "user-adam");
        provider.joined(room, "user-adam");
        presence.observed(room, provider.connected(room), clock.instant());
        assertThat(inCall().isIn(ADAM)).isTrue();
        assertThat(records.reads()).isEqualTo(2);
    }

    @Test
    void a_stranger_in_the_room_costs_one_read_in_five_seconds_and_hides_nobody() {
        provider.joined(room, "user-jane");
        provider.joined(room, "who-is-this");
        inCall();
        clock.advance(Duration.ofMillis(4_999));
        assertThat(inCall().isIn(JANE)).isTrue();
        assertThat(records.reads()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        records.known(VISIT, ADAM, "who-is-this");
        assertThat(inCall().isIn(ADAM)).as("their record was stored late").isTrue();
        assertThat(records.reads()).isEqualTo(2);
    }

    @Test
    void who_is_in_the_call_with_two_devices_is_there_since_the_first_joined() {
        records.known(VISIT, JANE, "user-jane-at-home");
        for (String device : List.of("user-jane", "user-jane-at-home")) {
            provider.joined(room, device);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(inCall().since(JANE)).contains(NOON);
    }

    @Test
    void who_has_left_twice_was_last_seen_the_second_time() {
        for (int i = 0; i < 2; i++) {
            provider.joined(room, "user-jane");
            clock.advance(Duration.ofMinutes(1));
            provider.left(room, "user-jane");
        }
        Attendance attendance = inCall();
        assertThat(attendance.isIn(JANE)).isFalse();
        assertThat(attendance.lastSeen(JANE)).contains(NOON.plus(Duration.ofMinutes(2)));
    }

    private Attendance inCall() {
        return people.in(VISIT, room);
    }
}

package org.telemed.core.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.telemed.core.SettableClock;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomParticipant;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.VideoProvider;

class ReadOnlyVideoProviderTest {
    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final VideoProvider looking = new ReadOnlyVideoProvider(provider);
    private final Room room = provider.opened("visit-1", InMemoryVideoProvider.CALLBACK);

    @Test
    void sees_what_there_is() {
        RoomParticipant adam = provider.joined(room.id(), "user-adam");
        assertThat(looking.find(room.id())).contains(room);
        assertThat(looking.findInProgress("visit-1")).contains(room);
        assertThat(looking.listInProgress(Optional.empty()).rooms()).containsExactly(room);
        assertThat(looking.connected(room.id())).containsExactly(adam);
        assertThat(looking.everyStay(room.id())).containsExactly(adam);
    }

    @Test
    void sees_what_there_was() {
        Instant before = clock.instant();
        provider.ended(room.id());
        clock.advance(Duration.ofMinutes(1));
        assertThat(looking.listCompleted(before, Optional.empty()).rooms())
                .extracting(Room::id)
                .containsExactly(room.id());
        assertThat(looking.listCompleted(clock.instant(), Optional.empty()).rooms())
                .isEmpty();
    }

    @Test
    void touches_nothing() {
        RoomParticipant adam = provider.joined(room.id(), "user-adam");
        looking.disconnect(room.id(), adam.id());
        looking.complete(room.id());
        assertThat(looking.open(new RoomRequest("visit-2", 10))).isEmpty();
        assertThat(provider.inside(room.id())).containsExactly("user-adam");
        assertThat(provider.isOpen(room.id())).isTrue();
        assertThat(provider.calls()).isEmpty();
    }
}

package org.telemed.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.core.encounter.EncounterFixture.ADAM;
import static org.telemed.core.encounter.EncounterFixture.VISIT;
import static org.telemed.core.encounter.EncounterFixture.anEncounterWith;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.telemed.core.SettableClock;
import org.telemed.core.encounter.EncounterFixture;
import org.telemed.core.encounter.InMemoryEncounters;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.room.RoomLiveness;
import org.telemed.core.room.RoomNaming;
import org.telemed.core.room.RoomOpener;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.RoomId;

class RoomReopenerTest {
    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);
    private final RoomNaming naming =
            new RoomNaming("", URI.create("https://telemed.example"), List.of(), InMemoryVideoProvider::isRoomId);
    private final AtomicInteger replaced = new AtomicInteger();
    private final TelemedEvents events = new TelemedEvents() {
        @Override
        public void roomReplaced() {
            replaced.incrementAndGet();
        }
    };
    private final RoomReopener reopener =
            new RoomReopener(new RoomOpener(provider, naming, new RoomLiveness(provider, naming, clock), events), 50);

    @Test
    void the_new_room_is_documented_and_counted_as_a_replacement() {
        RoomId lapsed = new RoomId("RM00000000000000000000000000000009");
        EncounterFixture visit = anEncounterWith(ADAM).withRoom(lapsed);
        InMemoryEncounters encounters = new InMemoryEncounters(visit);
        RoomId room = reopener.reopen(encounters, visit, visit.virtualService().orElseThrow());
        assertThat(room).isNotEqualTo(lapsed);
        assertThat(encounters.get(VISIT).virtualService().orElseThrow().room()).contains(room);
        assertThat(replaced).hasValue(1);
    }
}

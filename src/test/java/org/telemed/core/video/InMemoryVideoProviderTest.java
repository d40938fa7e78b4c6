package org.telemed.core.video;

import java.time.Duration;
import org.telemed.core.SettableClock;

/** The double keeps the contract, so that what is tested with it holds for the vendor. */
class InMemoryVideoProviderTest extends VideoProviderContract {
    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider provider = new InMemoryVideoProvider(clock);

    @Override
    protected VideoProvider provider() {
        return provider;
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    protected void joins(String identity, Room room) {
        provider.joined(room.id(), identity);
    }

    @Override
    protected void leaves(String identity, Room room) {
        provider.left(room.id(), identity);
    }
}

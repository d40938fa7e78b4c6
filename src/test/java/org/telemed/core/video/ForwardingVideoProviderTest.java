package org.telemed.core.video;

import java.time.Duration;
import org.telemed.core.SettableClock;

/** What passes every call on does what the provider behind it does. */
class ForwardingVideoProviderTest extends VideoProviderContract {
    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider behind = new InMemoryVideoProvider(clock);
    private final VideoProvider provider = new ForwardingVideoProvider(behind) {};

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
        behind.joined(room.id(), identity);
    }

    @Override
    protected void leaves(String identity, Room room) {
        behind.left(room.id(), identity);
    }
}

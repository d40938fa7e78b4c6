package org.telemed.twilio.limits;

import java.time.Duration;
import org.telemed.core.SettableClock;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.VideoProvider;
import org.telemed.core.video.VideoProviderContract;

/** Whatever view of the account is taken, it is a provider like any other. */
abstract class VideoProviderFactoryContract extends VideoProviderContract {
    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider vendor = new InMemoryVideoProvider(clock);
    private final VideoProvider view =
            view(new VideoProviderFactory(vendor, new RateShare(100), Duration.ofSeconds(5), clock));

    abstract VideoProvider view(VideoProviderFactory account);

    @Override
    protected final VideoProvider provider() {
        return view;
    }

    @Override
    protected final void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    protected final void joins(String identity, Room room) {
        vendor.joined(room.id(), identity);
    }

    @Override
    protected final void leaves(String identity, Room room) {
        vendor.left(room.id(), identity);
    }
}

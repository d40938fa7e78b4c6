package org.telemed.twilio;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.telemed.core.SettableClock;
import org.telemed.core.video.InMemoryVideoProvider;
import org.telemed.core.video.Room;
import org.telemed.core.video.VideoProvider;
import org.telemed.core.video.VideoProviderContract;

/** Whatever view of the account is taken, it is a provider like any other. */
class SharedAccountContractTest {
    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final InMemoryVideoProvider vendor = new InMemoryVideoProvider(clock);
    private final SharedAccount account = new SharedAccount(vendor, new RateShare(100), Duration.ofSeconds(5), clock);

    @Nested
    class ForUsers extends OfAView {
        @Override
        protected VideoProvider provider() {
            return account.forUsers();
        }
    }

    @Nested
    class ForTheKeeper extends OfAView {
        @Override
        protected VideoProvider provider() {
            return account.forKeeper();
        }
    }

    @Nested
    class ForTheSweep extends OfAView {
        @Override
        protected VideoProvider provider() {
            return account.forSweep();
        }
    }

    abstract class OfAView extends VideoProviderContract {
        @Override
        protected void pass(Duration time) {
            clock.advance(time);
        }

        @Override
        protected void joins(String identity, Room room) {
            vendor.joined(room.id(), identity);
        }

        @Override
        protected void leaves(String identity, Room room) {
            vendor.left(room.id(), identity);
        }
    }
}

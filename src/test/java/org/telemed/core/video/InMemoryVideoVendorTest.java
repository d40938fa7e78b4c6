package org.telemed.core.video;

import java.time.Instant;
import java.util.Optional;

/** The double keeps the contract, so that a host that works with it works with any vendor. */
class InMemoryVideoVendorTest extends VideoVendorContract {
    private final InMemoryVideoVendor vendor = new InMemoryVideoVendor("s3cret", true);

    @Override
    protected VideoVendor vendor() {
        return vendor;
    }

    @Override
    protected VideoVendor withoutCallbacks() {
        return new InMemoryVideoVendor("s3cret", false);
    }

    @Override
    protected VideoVendor withAnotherSecret() {
        return new InMemoryVideoVendor("0ther", true);
    }

    @Override
    protected VideoVendor incomplete() {
        return new InMemoryVideoVendor("", true);
    }

    @Override
    protected boolean joins(VideoToken token) {
        return vendor.joins(token.jwt(), Instant.now());
    }

    @Override
    protected Sent theEndOf(Room room) {
        return new Sent(InMemoryVideoVendor.HEADERS, vendor.report("ROOM_ENDED", room, Optional.empty()));
    }

    @Override
    protected Sent somethingElseIn(Room room) {
        return new Sent(InMemoryVideoVendor.HEADERS, vendor.report("APPLAUSE", room, Optional.empty()));
    }

    @Override
    protected boolean limitsRooms() {
        return false;
    }
}

package org.telemed.core.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomPage;
import org.telemed.core.video.VideoProvider;

/** The vendor's lists of rooms, page by page, and whether all pages came. */
public final class RoomListReader {
    /** No room is open for longer than a day; an hour to spare. */
    private static final Duration OLDEST = Duration.ofHours(25);

    private final VideoProvider provider;

    public RoomListReader(VideoProvider provider) {
        this.provider = provider;
    }

    /**
     * A list as far as it could be read.
     *
     * @param lost why a page did not come; what is not in the list may still exist then
     */
    record Listing(List<Room> rooms, Optional<TelemedException> lost) {
        /** Whether it was read to its end. */
        boolean complete() {
            return lost.isEmpty();
        }
    }

    /**
     * All rooms in progress.
     *
     * @throws TelemedException if not even the first page came
     */
    Listing inProgress() {
        return read(provider::listInProgress);
    }

    /** The rooms that were open within the last day and are over. */
    Listing recentlyCompleted(Instant now) {
        return read(cursor -> provider.listCompleted(now.minus(OLDEST), cursor));
    }

    private static Listing read(Function<Optional<String>, RoomPage> pages) {
        RoomPage page = pages.apply(Optional.empty());
        List<Room> rooms = new ArrayList<>(page.rooms());
        while (page.next().isPresent()) {
            try {
                page = pages.apply(page.next());
            } catch (TelemedException lost) {
                return new Listing(rooms, Optional.of(lost));
            }
            rooms.addAll(page.rooms());
        }
        return new Listing(rooms, Optional.empty());
    }
}

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

/** Reads the vendor's lists of rooms, all pages, and tells whether a list is complete. */
public final class RoomListReader {
    /** No room is open for longer than a day; an hour to spare. */
    private static final Duration OLDEST = Duration.ofHours(25);

    private final VideoProvider provider;

    public RoomListReader(VideoProvider provider) {
        this.provider = provider;
    }

    /**
     * The pages of a list that could be read.
     *
     * @param failure why a page could not be read; then a room that is not in the list may still exist
     */
    record Listing(List<Room> rooms, Optional<TelemedException> failure) {
        /** Whether all pages were read. */
        boolean complete() {
            return failure.isEmpty();
        }
    }

    /**
     * All rooms in progress.
     *
     * @throws TelemedException if not even the first page could be read
     */
    Listing inProgress() {
        return read(provider::listInProgress);
    }

    /** The rooms that were open within the last day and have ended. */
    Listing recentlyCompleted(Instant now) {
        return read(cursor -> provider.listCompleted(now.minus(OLDEST), cursor));
    }

    private static Listing read(Function<Optional<String>, RoomPage> pages) {
        RoomPage page = pages.apply(Optional.empty());
        List<Room> rooms = new ArrayList<>(page.rooms());
        while (page.next().isPresent()) {
            try {
                page = pages.apply(page.next());
            } catch (TelemedException failure) {
                return new Listing(rooms, Optional.of(failure));
            }
            rooms.addAll(page.rooms());
        }
        return new Listing(rooms, Optional.empty());
    }
}

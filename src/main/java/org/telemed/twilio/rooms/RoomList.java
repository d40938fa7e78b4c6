package org.telemed.twilio.rooms;

import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.telemed.core.video.RoomPage;

/** Reads Twilio's lists of rooms in progress and of completed rooms. A cursor is the query of a page's URL. */
final class RoomList {
    /** In UTC, without an offset, as the SDK writes it. */
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern(Request.QUERY_STRING_DATE_TIME_FORMAT).withZone(ZoneOffset.UTC);

    private final TwilioList<com.twilio.rest.video.v1.Room> rooms;
    private final String pageSize;

    RoomList(TwilioRestClient twilio, int pageSize) {
        this.rooms = new TwilioList<>(twilio, "/v1/Rooms", "rooms", com.twilio.rest.video.v1.Room.class);
        this.pageSize = "&PageSize=" + pageSize;
    }

    RoomPage inProgress(Optional<String> cursor) {
        return page(cursor.orElse("Status=in-progress" + pageSize));
    }

    RoomPage completed(Instant createdAfter, Optional<String> cursor) {
        return page(cursor.orElseGet(
                () -> "Status=completed&DateCreatedAfter=" + encoded(DATE_TIME.format(createdAfter)) + pageSize));
    }

    private RoomPage page(String query) {
        TwilioList.Slice<com.twilio.rest.video.v1.Room> page = rooms.page(query);
        return new RoomPage(
                page.records().stream()
                        .map(room -> RoomMapper.room(room, page.date()))
                        .toList(),
                page.next());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package org.telemed.twilio;

import com.twilio.base.Page;
import com.twilio.exception.ApiException;
import com.twilio.exception.RestException;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomPage;

/**
 * Twilio's list of rooms in progress, page by page. Of the URL that Twilio gives for the next page only the query is kept:
 * our credentials go to the configured base URL, wherever a page points.
 */
final class RoomList {
    private static final String ROOMS = TwilioAccount.TWILIO + "/v1/Rooms?";

    private final TwilioRestClient twilio;
    private final String firstQuery;

    RoomList(TwilioRestClient twilio, int pageSize) {
        this.twilio = twilio;
        this.firstQuery = "Status=in-progress&PageSize=" + pageSize;
    }

    /** @param cursor the query of the page's URL; empty for the first page */
    RoomPage page(Optional<String> cursor) {
        Response answer = twilio.request(new Request(HttpMethod.GET, ROOMS + cursor.orElse(firstQuery)));
        if (answer.getStatusCode() >= 400) {
            throw new ApiException(RestException.fromJson(answer.getStream(), twilio.getObjectMapper()));
        }
        requireWordOfTheNext(answer.getContent());
        Page<com.twilio.rest.video.v1.Room> page = Page.fromJson(
                "rooms", answer.getContent(), com.twilio.rest.video.v1.Room.class, twilio.getObjectMapper());
        return new RoomPage(rooms(page, answer), next(page));
    }

    /** The SDK takes silence about the next page for the end of the list. */
    private static void requireWordOfTheNext(String content) {
        if (!content.contains("\"next_page_url\"")) {
            throw TwilioFailures.unreadable();
        }
    }

    private static List<Room> rooms(Page<com.twilio.rest.video.v1.Room> page, Response answer) {
        Optional<Instant> date = RoomAnswers.date(answer.getHeaders());
        return page.getRecords().stream()
                .map(room -> RoomAnswers.room(room, date))
                .toList();
    }

    /** A next page that cannot be asked for is a failure: a list that breaks off would look like one that ends. */
    private static Optional<String> next(Page<com.twilio.rest.video.v1.Room> page) {
        if (!page.hasNextPage()) {
            return Optional.empty();
        }
        String query = URI.create(page.getNextPageUrl("video")).getRawQuery();
        if (query == null || query.isEmpty()) {
            throw TwilioFailures.unreadable();
        }
        return Optional.of(query);
    }
}

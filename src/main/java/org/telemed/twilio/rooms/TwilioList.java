package org.telemed.twilio.rooms;

import com.twilio.base.Page;
import com.twilio.base.Resource;
import com.twilio.exception.ApiException;
import com.twilio.exception.RestException;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.http.TwilioErrors;

/**
 * One of Twilio's lists, page by page. Of the URL that Twilio gives for the next page only the query is kept: our
 * credentials go to the configured base URL, wherever a page points.
 */
final class TwilioList<T extends Resource> {
    private final TwilioRestClient twilio;
    private final String url;
    private final String key;
    private final Class<T> type;

    /**
     * The list at that path.
     *
     * @param key under which a page holds its records
     */
    TwilioList(TwilioRestClient twilio, String path, String key, Class<T> type) {
        this.twilio = twilio;
        this.url = TwilioAccount.TWILIO + path + "?";
        this.key = key;
        this.type = type;
    }

    /**
     * A page.
     *
     * @param date when Twilio sent it, by its own clock
     * @param next the query of the next page; empty on the last
     */
    record Slice<T>(List<T> records, Optional<Instant> date, Optional<String> next) {}

    /** @param query of the page's URL */
    Slice<T> page(String query) {
        Response answer = twilio.request(new Request(HttpMethod.GET, url + query));
        if (answer.getStatusCode() >= 400) {
            throw new ApiException(RestException.fromJson(answer.getStream(), twilio.getObjectMapper()));
        }
        requireWordOfTheNext(answer.getContent());
        Page<T> page = Page.fromJson(key, answer.getContent(), type, twilio.getObjectMapper());
        return new Slice<>(page.getRecords(), RoomMapper.date(answer.getHeaders()), next(page));
    }

    /** All records from that page on; a page that does not come is a failure, never the end. */
    List<T> from(Slice<T> first) {
        List<T> records = new ArrayList<>(first.records());
        Set<String> asked = new HashSet<>();
        Slice<T> page = first;
        while (page.next().isPresent()) {
            String query = page.next().get();
            if (!asked.add(query)) {
                throw TwilioErrors.unreadable();
            }
            page = page(query);
            records.addAll(page.records());
        }
        return records;
    }

    /** The SDK takes silence about the next page for the end of the list. */
    private static void requireWordOfTheNext(String content) {
        if (!content.contains("\"next_page_url\"")) {
            throw TwilioErrors.unreadable();
        }
    }

    /** A next page that cannot be asked for is a failure: a list that breaks off would look like one that ends. */
    private static Optional<String> next(Page<?> page) {
        if (!page.hasNextPage()) {
            return Optional.empty();
        }
        String query = URI.create(page.getNextPageUrl("video")).getRawQuery();
        if (query == null || query.isEmpty()) {
            throw TwilioErrors.unreadable();
        }
        return Optional.of(query);
    }
}

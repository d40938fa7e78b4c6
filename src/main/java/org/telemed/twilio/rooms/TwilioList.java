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
 * Reads one of Twilio's lists, page by page. Uses only the query of the next page's URL, so that our credentials go to
 * the configured base URL only.
 */
final class TwilioList<T extends Resource> {
    private final TwilioRestClient twilio;
    private final String url;
    private final String key;
    private final Class<T> type;

    /**
     * A list at that path.
     *
     * @param key of the records in a page
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
     * @param date of the answer, by Twilio's clock
     * @param next the query of the next page; empty on the last
     */
    record Slice<T>(List<T> records, Optional<Instant> date, Optional<String> next) {}

    /** @param query of the page's URL */
    Slice<T> page(String query) {
        Response answer = twilio.request(new Request(HttpMethod.GET, url + query));
        if (answer.getStatusCode() >= 400) {
            throw new ApiException(RestException.fromJson(answer.getStream(), twilio.getObjectMapper()));
        }
        requireNextPageUrl(answer.getContent());
        Page<T> page = Page.fromJson(key, answer.getContent(), type, twilio.getObjectMapper());
        return new Slice<>(page.getRecords(), RoomMapper.date(answer.getHeaders()), next(page));
    }

    /** All records from that page on; throws if a page cannot be read. */
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

    /** Refuses a page without next_page_url, which the SDK takes for the end of the list. */
    private static void requireNextPageUrl(String content) {
        if (!content.contains("\"next_page_url\"")) {
            throw TwilioErrors.unreadable();
        }
    }

    /** The query of the next page; throws if its URL cannot be used, because the list would look complete. */
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

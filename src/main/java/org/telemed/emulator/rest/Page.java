package org.telemed.emulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Call;

/**
 * One page of a list.
 *
 * <p>A page token names the item beside the page ({@code PA}, after, or {@code PB}, before), so that items which come
 * meanwhile neither shift nor repeat what is read.
 *
 * @param hasNext whether there is more after it
 */
record Page<T>(Call call, int number, int size, List<T> items, boolean hasNext, Function<T, String> sid) {

    private static final Set<String> OWN = Set.of("PageSize", "Page", "PageToken");
    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 1000;

    static <T> Page<T> of(Call call, List<T> all, Function<T, String> sid) {
        int size = number(call, "PageSize", 1, LARGEST_SIZE, DEFAULT_SIZE);
        int number = number(call, "Page", 0, Integer.MAX_VALUE / LARGEST_SIZE, 0);
        int from = call.query()
                .value("PageToken")
                .map(token -> position(token, all, sid, size))
                .orElse(Math.min(number * size, all.size()));
        int to = Math.min(from + size, all.size());
        return new Page<>(call, number, size, all.subList(from, to), to < all.size(), sid);
    }

    ObjectNode json(String key, String baseUrl, Function<T, JsonNode> itemJson) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray(key);
        items.forEach(item -> array.add(itemJson.apply(item)));
        json.putObject("meta")
                .put("page", number)
                .put("page_size", size)
                .put("first_page_url", url(baseUrl, 0, null))
                .put("previous_page_url", previous(baseUrl))
                .put("url", url(baseUrl, number, call.query().value("PageToken").orElse(null)))
                .put("next_page_url", next(baseUrl))
                .put("key", key);
        return json;
    }

    private @Nullable String previous(String baseUrl) {
        return number == 0 || items.isEmpty() ? null : url(baseUrl, number - 1, "PB" + sid.apply(items.get(0)));
    }

    private @Nullable String next(String baseUrl) {
        return hasNext ? url(baseUrl, number + 1, "PA" + sid.apply(items.get(items.size() - 1))) : null;
    }

    private String url(String baseUrl, int page, @Nullable String token) {
        StringJoiner url = new StringJoiner("&", baseUrl + call.path() + "?", "");
        call.query().fields().forEach((name, values) -> {
            if (!OWN.contains(name)) {
                values.forEach(value -> url.add(encoded(name) + "=" + encoded(value)));
            }
        });
        url.add("PageSize=" + size).add("Page=" + page);
        return token == null
                ? url.toString()
                : url.add("PageToken=" + encoded(token)).toString();
    }

    private static <T> int position(String token, List<T> all, Function<T, String> sid, int size) {
        String neighbour = token.length() < 2 ? "" : token.substring(2);
        int index = IntStream.range(0, all.size())
                .filter(i -> sid.apply(all.get(i)).equals(neighbour))
                .findFirst()
                .orElseThrow(() -> new TwilioException(TwilioError.INVALID_PARAMETER, "Invalid PageToken"));
        return token.startsWith("PB") ? Math.max(0, index - size) : index + 1;
    }

    private static int number(Call call, String name, int least, int most, int otherwise) {
        return call.query()
                .value(name)
                .map(text -> Numbers.within(least, most, text)
                        .orElseThrow(() -> new TwilioException(TwilioError.INVALID_PARAMETER, "Invalid " + name)))
                .orElse(otherwise);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

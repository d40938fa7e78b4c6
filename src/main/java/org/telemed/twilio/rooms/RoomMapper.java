package org.telemed.twilio.rooms;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.twilio.base.TwilioResponse;
import com.twilio.rest.video.v1.Room.RoomStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;

/**
 * Maps Twilio's rooms to ours. An account may hold rooms of other systems, so only the SID is required; a missing value
 * is read as the safest one.
 */
final class RoomMapper {
    private RoomMapper() {}

    /** Reads an invalid URL as none: one odd room of another system must not fail a whole list. */
    static ObjectMapper mapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(new SimpleModule().addDeserializer(URI.class, new JsonDeserializer<URI>() {
                    @Override
                    public @Nullable URI deserialize(JsonParser json, DeserializationContext context)
                            throws IOException {
                        return uri(json.getText());
                    }
                }))
                .build();
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException odd) {
            return null;
        }
    }

    /** The room in the answer to a request for one. */
    static Room room(TwilioResponse<com.twilio.rest.video.v1.Room> answer) {
        return room(answer.getContent(), date(answer.getHeaders().entrySet().stream()));
    }

    /** @param date the answer's {@code Date}; without it the room's age is unknown, and it counts as old */
    static Room room(com.twilio.rest.video.v1.Room answered, Optional<Instant> date) {
        Instant created = Optional.ofNullable(answered.getDateCreated())
                .map(ZonedDateTime::toInstant)
                .orElse(Instant.EPOCH);
        Duration unused = minutes(answered.getUnusedRoomTimeout());
        Duration empty = minutes(answered.getEmptyRoomTimeout());
        return new Room(
                new RoomId(answered.getSid()),
                Optional.ofNullable(answered.getUniqueName()).orElse(answered.getSid()),
                Optional.ofNullable(answered.getStatusCallback())
                        .map(URI::toString)
                        .orElse(""),
                answered.getStatus() == RoomStatus.IN_PROGRESS,
                created,
                date.orElseGet(() -> created.plus(unused.compareTo(empty) < 0 ? unused : empty)),
                unused,
                empty,
                Optional.ofNullable(answered.getMaxParticipants()).orElse(0));
    }

    private static Duration minutes(@Nullable Integer number) {
        return number == null ? Duration.ZERO : Duration.ofMinutes(number);
    }

    /** When Twilio sent the answer, by its own clock. */
    static Optional<Instant> date(Header[] headers) {
        return date(Arrays.stream(headers).map(header -> Map.entry(header.getName(), header.getValue())));
    }

    private static Optional<Instant> date(Stream<Map.Entry<String, String>> headers) {
        return headers.filter(header -> header.getKey().equalsIgnoreCase("Date"))
                .findFirst()
                .flatMap(header -> parsed(header.getValue()));
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}

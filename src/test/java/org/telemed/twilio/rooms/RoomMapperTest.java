package org.telemed.twilio.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomId;
import org.telemed.twilio.StubTwilio;
import org.telemed.twilio.limits.Providers;

class RoomMapperTest {
    private static final Instant CREATED = Instant.parse("2030-01-01T10:00:00Z");

    @Test
    void a_room_is_observed_when_twilio_says_that_it_answered() {
        Instant date = CREATED.plusSeconds(90);
        assertThat(read(60, 30, Optional.of(date)))
                .isEqualTo(new Room(
                        new RoomId("RM00000000000000000000000000000001"),
                        "visit-1",
                        Providers.CALLBACK.toString(),
                        true,
                        CREATED,
                        date,
                        Duration.ofMinutes(60),
                        Duration.ofMinutes(30),
                        10));
    }

    @ParameterizedTest
    @CsvSource({"60, 30", "30, 60"})
    void without_a_date_a_room_may_be_gone_any_time(int unused, int empty) {
        assertThat(read(unused, empty, Optional.empty()).guaranteedLifetime()).isEqualTo(Duration.ZERO);
    }

    @Test
    void a_date_is_read_whatever_the_case_of_its_name() {
        assertThat(RoomMapper.date(headers("date", "Tue, 01 Jan 2030 10:00:00 GMT")))
                .contains(CREATED);
        assertThat(RoomMapper.date(headers("Date", "Tue, 1 Jan 2030 10:00:00 GMT")))
                .contains(CREATED);
    }

    @Test
    void what_is_no_date_is_none() {
        assertThat(RoomMapper.date(headers("Date", "yesterday"))).isEmpty();
        assertThat(RoomMapper.date(headers("Update", "Tue, 01 Jan 2030 10:00:00 GMT")))
                .isEmpty();
        assertThat(RoomMapper.date(new Header[0])).isEmpty();
    }

    private static Header[] headers(String name, String value) {
        return new Header[] {new BasicHeader("X-Other", "x"), new BasicHeader(name, value)};
    }

    private static Room read(int unused, int empty, Optional<Instant> date) {
        String json = StubTwilio.ROOM
                .replace("\"unused_room_timeout\": 60", "\"unused_room_timeout\": " + unused)
                .replace("\"empty_room_timeout\": 60", "\"empty_room_timeout\": " + empty);
        return RoomMapper.room(com.twilio.rest.video.v1.Room.fromJson(json, RoomMapper.mapper()), date);
    }
}

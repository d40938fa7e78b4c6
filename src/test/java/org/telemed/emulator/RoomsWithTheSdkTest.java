package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.video.v1.Room;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rooms as Twilio's own SDK for Java sees them. */
class RoomsWithTheSdkTest {

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    private TwilioRestClient sdk;

    @BeforeEach
    void connect() {
        sdk = emulator.sdk();
    }

    @Test
    void a_new_room_has_what_was_asked_and_defaults_for_the_rest() {
        Room room = Room.creator()
                .setUniqueName("visit-1")
                .setMaxParticipants(7)
                .setEmptyRoomTimeout(60)
                .setStatusCallback("https://example.com/callback")
                .setVideoCodecs(List.of(Room.VideoCodec.VP8))
                .create(sdk);
        assertThat(room.getSid()).matches("RM[0-9a-f]{32}");
        assertThat(room.getUniqueName()).isEqualTo("visit-1");
        assertThat(room.getStatus()).isEqualTo(Room.RoomStatus.IN_PROGRESS);
        assertThat(room.getType()).isEqualTo(Room.RoomType.GROUP);
        assertThat(room.getMaxParticipants()).isEqualTo(7);
        assertThat(room.getEmptyRoomTimeout()).isEqualTo(60);
        assertThat(room.getUnusedRoomTimeout()).isEqualTo(5);
        assertThat(room.getMaxParticipantDuration()).isEqualTo(14_400);
        assertThat(room.getVideoCodecs()).containsExactly(Room.VideoCodec.VP8);
        assertThat(room.getStatusCallback()).hasToString("https://example.com/callback");
        assertThat(room.getAccountSid()).isEqualTo(RunningEmulator.SETTINGS.accountSid());
    }

    @Test
    void a_room_without_a_name_is_named_by_its_sid() {
        Room room = Room.creator().create(sdk);
        assertThat(room.getUniqueName()).isEqualTo(room.getSid());
        assertThat(Room.fetcher(room.getUniqueName()).fetch(sdk).getSid()).isEqualTo(room.getSid());
    }

    @Test
    void a_name_finds_a_room_in_progress_only_and_its_sid_finds_it_always() {
        Room room = Room.creator().setUniqueName("visit-1").create(sdk);
        assertThat(Room.fetcher("visit-1").fetch(sdk).getSid()).isEqualTo(room.getSid());
        Room ended = Room.updater("visit-1", Room.RoomStatus.COMPLETED).update(sdk);
        assertThat(ended.getStatus()).isEqualTo(Room.RoomStatus.COMPLETED);
        assertThat(ended.getEndTime()).isNotNull();
        assertThat(Room.fetcher(room.getSid()).fetch(sdk).getStatus()).isEqualTo(Room.RoomStatus.COMPLETED);
        assertThat(refusal(() -> Room.fetcher("visit-1").fetch(sdk))).isEqualTo("404 20404");
    }

    @Test
    void a_name_is_taken_only_while_its_room_lives() {
        Room first = Room.creator().setUniqueName("visit-1").create(sdk);
        assertThat(refusal(() -> Room.creator().setUniqueName("visit-1").create(sdk)))
                .isEqualTo("400 53113");
        Room.updater(first.getSid(), Room.RoomStatus.COMPLETED).update(sdk);
        Room second = Room.creator().setUniqueName("visit-1").create(sdk);
        assertThat(second.getSid()).isNotEqualTo(first.getSid());
        assertThat(Room.fetcher("visit-1").fetch(sdk).getSid()).isEqualTo(second.getSid());
    }

    @Test
    void a_room_is_completed_once() {
        Room room = Room.creator().create(sdk);
        Room.updater(room.getSid(), Room.RoomStatus.COMPLETED).update(sdk);
        assertThat(refusal(() ->
                        Room.updater(room.getSid(), Room.RoomStatus.COMPLETED).update(sdk)))
                .isEqualTo("400 53112");
        assertThat(refusal(
                        () -> Room.updater("nobody", Room.RoomStatus.COMPLETED).update(sdk)))
                .isEqualTo("404 20404");
        assertThat(refusal(() ->
                        Room.updater(room.getSid(), Room.RoomStatus.IN_PROGRESS).update(sdk)))
                .isEqualTo("400 53112");
    }

    @Test
    void wrong_credentials_are_refused_and_the_auth_token_is_as_good_as_an_api_key() {
        TwilioRestClient stranger = emulator.sdk(RunningEmulator.SETTINGS.apiKeySid(), "wrong");
        assertThat(refusal(() -> Room.creator().create(stranger))).isEqualTo("401 20003");
        TwilioRestClient owner =
                emulator.sdk(RunningEmulator.SETTINGS.accountSid(), RunningEmulator.SETTINGS.authToken());
        assertThat(Room.creator().create(owner).getSid()).startsWith("RM");
    }

    @Test
    void a_list_is_read_page_by_page_newest_first() {
        List<String> created = IntStream.range(0, 7)
                .mapToObj(i -> Room.creator().create(sdk).getSid())
                .toList();
        assertThat(sids(Room.reader().setPageSize(3L).read(sdk)))
                .hasSize(7)
                .containsExactlyInAnyOrderElementsOf(created)
                .startsWith(created.get(6))
                .endsWith(created.get(0));
        assertThat(emulator.requests()).hasSize(7 + 3);
    }

    @Test
    void a_room_that_comes_while_a_list_is_read_shifts_nothing() {
        IntStream.range(0, 4).forEach(i -> Room.creator().create(sdk));
        var first = Room.reader().setPageSize(2L).firstPage(sdk);
        String newest = Room.creator().create(sdk).getSid();
        var second = Room.reader().nextPage(first, sdk);
        assertThat(first.getRecords()).extracting(Room::getSid).doesNotContain(newest);
        assertThat(second.getRecords())
                .extracting(Room::getSid)
                .hasSize(2)
                .doesNotContain(first.getRecords().get(1).getSid());
        assertThat(Room.reader().previousPage(second, sdk).getRecords())
                .extracting(Room::getSid)
                .containsExactlyElementsOf(
                        first.getRecords().stream().map(Room::getSid).toList());
    }

    @Test
    void a_list_shows_rooms_in_progress_unless_asked_otherwise() {
        String open = Room.creator().setUniqueName("open").create(sdk).getSid();
        String over = Room.creator().setUniqueName("over").create(sdk).getSid();
        Room.updater(over, Room.RoomStatus.COMPLETED).update(sdk);
        assertThat(sids(Room.reader().read(sdk))).containsExactly(open);
        assertThat(sids(Room.reader().setStatus(Room.RoomStatus.COMPLETED).read(sdk)))
                .containsExactly(over);
        assertThat(sids(Room.reader()
                        .setStatus(Room.RoomStatus.COMPLETED)
                        .setUniqueName("over")
                        .read(sdk)))
                .containsExactly(over);
        assertThat(sids(Room.reader().setUniqueName("over").read(sdk))).isEmpty();
    }

    @Test
    void a_list_is_limited_by_date() {
        ZonedDateTime first = Room.creator().create(sdk).getDateCreated();
        emulator.timePasses("PT1M");
        String second = Room.creator().create(sdk).getSid();
        assertThat(sids(Room.reader().setDateCreatedAfter(first.plusSeconds(30)).read(sdk)))
                .containsExactly(second);
        assertThat(sids(Room.reader()
                        .setDateCreatedAfter(first)
                        .setDateCreatedBefore(first.plusSeconds(30))
                        .read(sdk)))
                .hasSize(1)
                .doesNotContain(second);
    }

    private static List<String> sids(Iterable<Room> rooms) {
        return StreamSupport.stream(rooms.spliterator(), false)
                .map(Room::getSid)
                .toList();
    }

    private static String refusal(ThrowingCallable call) {
        ApiException refused = catchThrowableOfType(ApiException.class, call);
        return refused.getStatusCode() + " " + refused.getCode();
    }
}

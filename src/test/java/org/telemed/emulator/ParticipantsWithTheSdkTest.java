package org.telemed.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.video.v1.Room;
import com.twilio.rest.video.v1.room.Participant;
import com.twilio.rest.video.v1.room.ParticipantReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Participants as Twilio's own SDK for Java sees them. */
class ParticipantsWithTheSdkTest {

    @RegisterExtension
    final RunningEmulator emulator = new RunningEmulator();

    private TwilioRestClient sdk;
    private JsonNode room;

    @BeforeEach
    void open() {
        sdk = emulator.sdk();
        room = emulator.createRoom("UniqueName=visit-1");
    }

    @Test
    void who_is_in_is_found_by_identity_and_by_sid() {
        join("adam");
        Participant adam = Participant.fetcher("visit-1", "adam").fetch(sdk);
        assertThat(adam.getStatus()).isEqualTo(Participant.Status.CONNECTED);
        assertThat(adam.getRoomSid()).isEqualTo(room.path("sid").asText());
        assertThat(adam.getStartTime()).isNotNull();
        assertThat(adam.getEndTime()).isNull();
        assertThat(adam.getDuration()).isNull();
        assertThat(Participant.fetcher(adam.getRoomSid(), adam.getSid()).fetch(sdk))
                .isEqualTo(adam);
        assertThat(refusal(() -> Participant.fetcher("visit-1", "eve").fetch(sdk)))
                .isEqualTo("404 20404");
        assertThat(refusal(() -> Participant.fetcher("visit-2", "adam").fetch(sdk)))
                .isEqualTo("404 20404");
    }

    @Test
    void who_is_thrown_out_is_disconnected_and_may_come_back() {
        join("adam");
        Participant out = Participant.updater("visit-1", "adam")
                .setStatus(Participant.Status.DISCONNECTED)
                .update(sdk);
        assertThat(out.getStatus()).isEqualTo(Participant.Status.DISCONNECTED);
        assertThat(out.getEndTime()).isNotNull();
        assertThat(out.getDuration()).isNotNull();
        assertThat(refusal(() -> Participant.updater("visit-1", "adam")
                        .setStatus(Participant.Status.DISCONNECTED)
                        .update(sdk)))
                .isEqualTo("404 53204");
        join("adam");
        assertThat(identities(Participant.reader("visit-1"))).containsExactly("adam");
    }

    @Test
    void nobody_can_be_connected_by_request() {
        join("adam");
        assertThat(refusal(() -> Participant.updater("visit-1", "adam")
                        .setStatus(Participant.Status.CONNECTED)
                        .update(sdk)))
                .isEqualTo("400 20001");
        assertThat(refusal(() -> Participant.updater("visit-1", "eve")
                        .setStatus(Participant.Status.DISCONNECTED)
                        .update(sdk)))
                .isEqualTo("404 20404");
    }

    @Test
    void a_list_shows_who_is_in_unless_asked_otherwise() {
        List.of("adam", "jane", "john").forEach(this::join);
        emulator.control("DELETE", "/rooms/visit-1/participants/jane", "");
        assertThat(identities(Participant.reader("visit-1"))).containsExactly("john", "adam");
        assertThat(identities(Participant.reader("visit-1").setIdentity("adam")))
                .containsExactly("adam");
        assertThat(identities(Participant.reader("visit-1").setStatus(Participant.Status.DISCONNECTED)))
                .containsExactly("jane");
    }

    @Test
    void completing_a_room_disconnects_everybody() {
        List.of("adam", "jane").forEach(this::join);
        Room.updater("visit-1", Room.RoomStatus.COMPLETED).update(sdk);
        String sid = room.path("sid").asText();
        assertThat(identities(Participant.reader(sid))).containsExactly("jane", "adam");
        assertThat(identities(Participant.reader(sid).setStatus(Participant.Status.CONNECTED)))
                .isEmpty();
    }

    @Test
    void a_list_is_read_page_by_page() {
        IntStream.range(0, 5).forEach(i -> join("guest-" + i));
        assertThat(identities(Participant.reader("visit-1").setPageSize(2L)))
                .containsExactly("guest-4", "guest-3", "guest-2", "guest-1", "guest-0");
    }

    private void join(String identity) {
        assertThat(emulator.join(room, Jwt.of(identity).token()).statusCode()).isEqualTo(201);
    }

    private List<String> identities(ParticipantReader reader) {
        return StreamSupport.stream(reader.read(sdk).spliterator(), false)
                .map(Participant::getIdentity)
                .toList();
    }

    private static String refusal(ThrowingCallable call) {
        ApiException refused = catchThrowableOfType(ApiException.class, call);
        return refused.getStatusCode() + " " + refused.getCode();
    }
}

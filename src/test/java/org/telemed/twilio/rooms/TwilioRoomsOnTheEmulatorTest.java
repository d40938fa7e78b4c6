package org.telemed.twilio.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.RoomSettings;
import org.telemed.core.video.VideoProvider;
import org.telemed.core.video.VideoProviderContract;
import org.telemed.twilio.EmulatedTwilio;
import org.telemed.twilio.limits.Providers;

class TwilioRoomsOnTheEmulatorTest extends VideoProviderContract {
    private EmulatedTwilio twilio;
    private TwilioVideoProvider rooms;

    @BeforeEach
    void start() {
        twilio = new EmulatedTwilio();
        rooms = new TwilioVideoProvider(Providers.at(twilio.baseUrl()), Providers.CALLBACK, Providers.rooms(), 2);
    }

    @AfterEach
    void stop() {
        rooms.close();
        twilio.close();
    }

    @Override
    protected VideoProvider provider() {
        return rooms;
    }

    @Override
    protected void pass(Duration time) {
        twilio.pass(time);
    }

    @Override
    protected void joins(String identity, Room room) {
        twilio.joins(identity, room);
    }

    @Override
    protected void leaves(String identity, Room room) {
        twilio.leaves(identity, room);
    }

    @Test
    void a_room_says_all_that_the_accounts_defaults_would_decide_otherwise() {
        rooms.open(new RoomRequest("visit-1", 7));
        assertThat(twilio.control("GET", "/requests", ""))
                .contains("\"Type\":\"group\"")
                .contains("\"RecordParticipantsOnConnect\":\"false\"")
                .contains("\"StatusCallback\":\"" + Providers.CALLBACK + "\"")
                .contains("\"StatusCallbackMethod\":\"POST\"")
                .contains("\"MaxParticipants\":\"7\"")
                .contains("\"MaxParticipantDuration\":\"14400\"")
                .contains("\"UnusedRoomTimeout\":\"60\"")
                .contains("\"EmptyRoomTimeout\":\"60\"")
                .doesNotContain("MediaRegion");
    }

    @Test
    void a_region_and_recording_are_asked_for_where_they_are_set() {
        Duration minute = Duration.ofMinutes(1);
        RoomSettings settings = new RoomSettings(minute, minute, Duration.ofMinutes(10), Optional.of("de1"), true);
        try (TwilioVideoProvider recorded =
                new TwilioVideoProvider(Providers.at(twilio.baseUrl()), Providers.CALLBACK, settings)) {
            recorded.open(new RoomRequest("visit-1", 50));
        }
        assertThat(twilio.control("GET", "/requests", ""))
                .contains("\"MediaRegion\":\"de1\"")
                .contains("\"RecordParticipantsOnConnect\":\"true\"")
                .contains("\"MaxParticipantDuration\":\"600\"")
                .contains("\"UnusedRoomTimeout\":\"1\"");
    }
}

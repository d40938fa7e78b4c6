package org.telemed.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.telemed.core.video.Room;
import org.telemed.core.video.RoomRequest;
import org.telemed.core.video.VideoProvider;
import org.telemed.core.video.VideoProviderContract;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.TwilioEmulator;

class TwilioRoomsOnTheEmulatorTest extends VideoProviderContract {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TwilioEmulator emulator = new TwilioEmulator(EmulatorSettings.onAnyPort());
    private TwilioRooms rooms;
    private Duration passed = Duration.ZERO;

    @BeforeEach
    void start() {
        emulator.start();
        rooms = new TwilioRooms(Accounts.at(emulator.baseUrl()), Accounts.rooms(), 2);
    }

    @AfterEach
    void stop() {
        rooms.close();
        emulator.close();
    }

    @Override
    protected VideoProvider provider() {
        return rooms;
    }

    @Override
    protected void pass(Duration time) {
        control("POST", "/clock", "{\"advance\": \"" + time + "\"}");
        passed = passed.plus(time);
    }

    @Override
    protected void joins(String identity, Room room) {
        Instant now = Instant.now().plus(passed);
        TwilioTokens tokens = new TwilioTokens(Accounts.at(emulator.baseUrl()));
        String token = tokens.sign(room.id(), identity, now, now.plus(Duration.ofHours(1)))
                .jwt();
        control("POST", "/rooms/" + room.id() + "/participants", "{\"token\": \"" + token + "\"}");
    }

    @Override
    protected void leaves(String identity, Room room) {
        control("DELETE", "/rooms/" + room.id() + "/participants/" + identity, "");
    }

    @Test
    void a_room_says_all_that_the_accounts_defaults_would_decide_otherwise() {
        rooms.open(new RoomRequest("visit-1", 7));
        assertThat(control("GET", "/requests", ""))
                .contains("\"Type\":\"group\"")
                .contains("\"RecordParticipantsOnConnect\":\"false\"")
                .contains("\"StatusCallback\":\"" + Accounts.CALLBACK + "\"")
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
        RoomSettings settings =
                new RoomSettings(Accounts.CALLBACK, minute, minute, Duration.ofMinutes(10), Optional.of("de1"), true);
        try (TwilioRooms recorded = new TwilioRooms(Accounts.at(emulator.baseUrl()), settings)) {
            recorded.open(new RoomRequest("visit-1", 50));
        }
        assertThat(control("GET", "/requests", ""))
                .contains("\"MediaRegion\":\"de1\"")
                .contains("\"RecordParticipantsOnConnect\":\"true\"")
                .contains("\"MaxParticipantDuration\":\"600\"")
                .contains("\"UnusedRoomTimeout\":\"1\"");
    }

    private String control(String method, String path, String body) {
        try {
            URI uri = URI.create(emulator.baseUrl() + "/_emulator" + path);
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json")
                    .build();
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

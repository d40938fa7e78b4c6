package org.telemed.plugin.wiring;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.springframework.mock.env.MockEnvironment;
import org.telemed.core.video.Room;
import org.telemed.core.video.VideoToken;
import org.telemed.core.video.VideoVendor;
import org.telemed.core.video.VideoVendorContract;
import org.telemed.twilio.EmulatedTwilio;
import org.telemed.twilio.SignedForm;
import org.telemed.twilio.limits.Providers;

/** Twilio as a host gets it, on the emulator. */
class TwilioVendorTest extends VideoVendorContract {
    private final EmulatedTwilio emulator = new EmulatedTwilio();

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Override
    protected VideoVendor vendor() {
        return vendor(settings().withProperty("telemed.twilio.auth-token", Providers.AUTH_TOKEN));
    }

    @Override
    protected VideoVendor withoutCallbacks() {
        return vendor(settings());
    }

    @Override
    protected VideoVendor withAnotherSecret() {
        return vendor(settings()
                .withProperty("telemed.twilio.api-key-secret", "another-" + Providers.SECRET)
                .withProperty("telemed.twilio.auth-token", "another-token"));
    }

    @Override
    protected VideoVendor incomplete() {
        return vendor(settings().withProperty("telemed.twilio.account-sid", ""));
    }

    @Override
    protected boolean joins(VideoToken token) {
        return emulator.control(
                        "POST", "/rooms/" + token.room() + "/participants", "{\"token\": \"" + token.jwt() + "\"}")
                .contains("\"PA");
    }

    @Override
    protected Sent theEndOf(Room room) {
        return sent("room-ended", room);
    }

    @Override
    protected Sent somethingElseIn(Room room) {
        return sent("recording-started", room);
    }

    private static Sent sent(String event, Room room) {
        SignedForm form =
                SignedForm.of(event).with("RoomSid", room.id().value()).with("RoomName", room.name());
        return new Sent(
                Map.of("X-Twilio-Signature", form.signature(CALLBACK.toString(), Providers.AUTH_TOKEN)),
                form.encoded());
    }

    private static VideoVendor vendor(MockEnvironment settings) {
        return TwilioVendorConfiguration.telemedTwilio(settings);
    }

    private MockEnvironment settings() {
        return new MockEnvironment()
                .withProperty("telemed.twilio.base-url", emulator.baseUrl())
                .withProperty("telemed.twilio.account-sid", "AC" + Providers.ZEROS)
                .withProperty("telemed.twilio.api-key-sid", "SK" + Providers.ZEROS)
                .withProperty("telemed.twilio.api-key-secret", Providers.SECRET);
    }
}

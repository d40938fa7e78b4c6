package org.telemed.twilio.rooms;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.video.RoomSettings;

class RoomLimitsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT60M"})
    void a_timeout_is_whole_minutes_up_to_an_hour(String timeout) {
        Duration time = Duration.parse(timeout);
        assertThatNoException().isThrownBy(() -> settings("https://t.example/c", time, time, HOUR, "de1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0M", "-PT1M", "PT61M", "PT90S", "PT1M0.5S"})
    void a_timeout_is_nothing_else(String timeout) {
        Duration time = Duration.parse(timeout);
        assertRefused("unusedTimeout", () -> settings("https://t.example/c", time, HOUR, HOUR, "de1"));
        assertRefused("emptyTimeout", () -> settings("https://t.example/c", HOUR, time, HOUR, "de1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT600S", "PT86400S", "PT4H1S"})
    void a_stay_lasts_ten_minutes_to_a_day(String stay) {
        assertThatNoException()
                .isThrownBy(() -> settings("https://t.example/c", HOUR, HOUR, Duration.parse(stay), "de1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT599S", "PT86401S", "PT1H0.5S"})
    void a_stay_lasts_no_other_time(String stay) {
        assertRefused(
                "maxParticipantDuration",
                () -> settings("https://t.example/c", HOUR, HOUR, Duration.parse(stay), "de1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/callback", "mailto:a@b.example", "https:/callback", "https://t.example/c#x"})
    void a_callback_is_where_twilio_gets_to(String callback) {
        assertRefused("statusCallback", () -> settings(callback, HOUR, HOUR, HOUR, "de1"));
    }

    @Test
    void a_region_is_there_or_not_but_never_blank() {
        assertRefused("mediaRegion", () -> settings("https://t.example/c", HOUR, HOUR, HOUR, " "));
    }

    private static void settings(String callback, Duration unused, Duration empty, Duration stay, String region) {
        RoomLimits.requireCallable(URI.create(callback));
        RoomLimits.require(new RoomSettings(unused, empty, stay, Optional.of(region), false));
    }

    private static void assertRefused(String setting, Runnable construction) {
        assertThatIllegalArgumentException()
                .isThrownBy(construction::run)
                .withMessageStartingWith(setting + " must be ")
                .withMessageEndingWith(".");
    }
}

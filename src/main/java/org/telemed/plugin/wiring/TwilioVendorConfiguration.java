package org.telemed.plugin.wiring;

import static org.telemed.plugin.settings.BoundSettings.isSet;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.SettingChecks;
import org.telemed.core.video.ChannelType;
import org.telemed.core.video.RoomSettings;
import org.telemed.core.video.VideoAccount;
import org.telemed.core.video.VideoVendor;
import org.telemed.plugin.settings.BoundSettings;
import org.telemed.plugin.settings.SettingsCheck;
import org.telemed.twilio.TwilioVideoAccount;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.http.TwilioSid;
import org.telemed.twilio.limits.RateShare;
import org.telemed.twilio.rooms.RoomLimits;
import org.telemed.twilio.token.ApiKeyHash;

/** Twilio as a video vendor, with the settings below {@code telemed.twilio}. */
@Configuration(proxyBeanMethods = false)
@Import(TwilioMessageConfiguration.class)
public class TwilioVendorConfiguration {
    private static final String AUTH_TOKEN = TwilioProperties.PREFIX + ".auth-token";

    /** By the names that the parts of Twilio's adapter have for what an operator sets. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "accountSid", TwilioProperties.PREFIX + ".account-sid",
            "apiKeySid", TwilioProperties.PREFIX + ".api-key-sid",
            "apiKeySecret", TwilioProperties.PREFIX + ".api-key-secret",
            "formerApiKeySecrets", TwilioProperties.PREFIX + ".former-api-key-secrets",
            "authToken", AUTH_TOKEN,
            "baseUrl", TwilioProperties.PREFIX + ".base-url",
            "timeLimit", TwilioProperties.PREFIX + ".time-limit",
            "rateShare", TwilioProperties.PREFIX + ".rate-share");

    /** Static, because the settings are checked before other beans are made. */
    @Bean
    public static VideoVendor telemedTwilio(Environment environment) {
        return new Twilio(environment);
    }

    private record Twilio(Environment environment) implements VideoVendor {
        @Override
        public String name() {
            return TwilioVideoAccount.NAME;
        }

        @Override
        public ChannelType channelType() {
            return TwilioVideoAccount.CHANNEL_TYPE;
        }

        @Override
        public boolean isRoomId(String value) {
            return TwilioSid.isRoom(value);
        }

        @Override
        public List<InvalidSetting> invalidSettings() {
            BoundSettings<TwilioProperties> settings = settings();
            return Stream.of(
                            invalid(settings.values()).stream()
                                    .map(found -> found.named(PROPERTIES.getOrDefault(found.name(), found.name()))),
                            settings.unreadable().stream(),
                            TwilioMessageConfiguration.invalid(environment).stream())
                    .flatMap(found -> found)
                    .toList();
        }

        @Override
        public void requirePossible(RoomSettings rooms) {
            RoomLimits.require(rooms);
        }

        @Override
        public boolean verifiesCallbacks() {
            return SettingsCheck.isSet(environment, AUTH_TOKEN);
        }

        @Override
        public VideoAccount account(URI statusCallback, RoomSettings rooms, Clock clock, TelemedEvents events) {
            TwilioProperties twilio = settings().values();
            return new TwilioVideoAccount(
                    accountOf(twilio),
                    twilio.formerApiKeySecrets(),
                    new RateShare(twilio.rateShare()),
                    statusCallback,
                    rooms,
                    clock,
                    events);
        }

        private BoundSettings<TwilioProperties> settings() {
            return BoundSettings.read(environment, TwilioProperties.PREFIX, TwilioProperties.class);
        }
    }

    /** What is missing comes first; then each part of the adapter refuses what it cannot work with. */
    private static List<InvalidSetting> invalid(TwilioProperties twilio) {
        return new SettingChecks()
                .require(isSet(twilio.accountSid()), "accountSid", "must be set: AC and 32 hex digits")
                .require(
                        isSet(twilio.apiKeySid()),
                        "apiKeySid",
                        "must be set to the SID of an API key of region US1: SK and 32 hex digits")
                .require(
                        isSet(twilio.apiKeySecret()),
                        "apiKeySecret",
                        "must be set to that key's secret, which Twilio shows once")
                .collect(() -> accountOf(twilio))
                .collect(() -> ApiKeyHash.requireSecrets(twilio.formerApiKeySecrets()))
                .collect(() -> new RateShare(twilio.rateShare()))
                .invalid();
    }

    /** The account of these settings. */
    static TwilioAccount accountIn(Environment environment) {
        return accountOf(BoundSettings.read(environment, TwilioProperties.PREFIX, TwilioProperties.class)
                .values());
    }

    private static TwilioAccount accountOf(TwilioProperties twilio) {
        return new TwilioAccount(
                orEmpty(twilio.accountSid()),
                orEmpty(twilio.apiKeySid()),
                orEmpty(twilio.apiKeySecret()),
                Optional.ofNullable(twilio.authToken()),
                twilio.baseUrl(),
                twilio.timeLimit());
    }

    private static String orEmpty(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}

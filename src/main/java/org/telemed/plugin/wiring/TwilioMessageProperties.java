package org.telemed.plugin.wiring;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings below {@code telemed.guests.sms}: text messages with the links of guests.
 *
 * @param from who sends them: a phone number of the account at Twilio, the SID of a messaging service, or a sender name;
 *     without it none are sent
 * @param baseUrl where Twilio's Messaging API is; plain http to loopback only
 */
@ConfigurationProperties(TwilioMessageProperties.PREFIX)
record TwilioMessageProperties(
        @Nullable String from,
        @DefaultValue("https://api.twilio.com") URI baseUrl) {
    static final String PREFIX = "telemed.guests.sms";
}

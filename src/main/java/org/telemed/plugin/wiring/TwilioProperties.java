package org.telemed.plugin.wiring;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings below {@code telemed.twilio}: the account at Twilio.
 *
 * @param accountSid AC and 32 hex digits
 * @param apiKeySid the SID of an API key of region US1: SK and 32 hex digits
 * @param apiKeySecret the API key's secret; signs access tokens
 * @param formerApiKeySecrets secrets of API keys used before; AuditEvents whose ids were made with them still count
 * @param authToken the account's auth token, which signs status callbacks; without it there are none
 * @param baseUrl where Twilio's Video API is; plain http to loopback only
 * @param timeLimit how long one call to Twilio may take in all
 * @param rateShare this node's share of the account's rate limits: 1.0 alone, 0.5 on each of two nodes
 */
@ConfigurationProperties(TwilioProperties.PREFIX)
record TwilioProperties(
        @Nullable String accountSid,
        @Nullable String apiKeySid,
        @Nullable String apiKeySecret,
        @DefaultValue List<String> formerApiKeySecrets,
        @Nullable String authToken,
        @DefaultValue("https://video.twilio.com") URI baseUrl,
        @DefaultValue("5s") Duration timeLimit,
        @DefaultValue("1.0") double rateShare) {
    static final String PREFIX = "telemed.twilio";

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Twilio[accountSid=" + accountSid + ", apiKeySid=" + apiKeySid + ", baseUrl=" + baseUrl + "]";
    }
}

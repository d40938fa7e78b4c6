package org.telemed.twilio.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.telemed.core.setting.SecureAddress;
import org.telemed.core.setting.SettingChecks;

/**
 * The Twilio account in which rooms are opened, with its credentials and base URL.
 *
 * @param accountSid AC and 32 hex digits
 * @param apiKeySid SK and 32 hex digits; a key of region US1, or no token that it signs is accepted
 * @param apiKeySecret at least 32 characters, because HS256 needs a key of 256 bits; a secret
 * @param authToken what Twilio signs its callbacks with, a secret; empty: no callbacks
 * @param baseUrl scheme, host and port of the REST API
 * @param timeLimit for one call as a whole, from the wait for a connection to the answer's last byte
 */
public record TwilioAccount(
        String accountSid,
        String apiKeySid,
        String apiKeySecret,
        Optional<String> authToken,
        URI baseUrl,
        Duration timeLimit) {
    public static final URI TWILIO = URI.create("https://video.twilio.com");
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(5);

    private static final Duration LONGEST_TIME_LIMIT = Duration.ofMinutes(1);
    private static final int SHORTEST_SECRET = 32;
    private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern API_KEY_SID = Pattern.compile("SK[0-9a-fA-F]{32}");

    /** @throws org.telemed.core.setting.InvalidSettingsException for what Twilio could not work with */
    public TwilioAccount {
        SettingChecks checks = new SettingChecks();
        checkCredentials(checks, accountSid, apiKeySid, apiKeySecret, authToken);
        checks.require(
                        isSchemeHostAndPort(baseUrl) && SecureAddress.isHttpsOrLoopback(baseUrl),
                        "baseUrl",
                        "must be https, host and port alone (plain http goes only to localhost)",
                        TWILIO.toString())
                .require(
                        timeLimit.compareTo(Duration.ZERO) > 0 && timeLimit.compareTo(LONGEST_TIME_LIMIT) <= 0,
                        "timeLimit",
                        "must be more than nothing and at most a minute",
                        "5s")
                .refuseInvalid();
    }

    private static void checkCredentials(
            SettingChecks checks, String accountSid, String apiKeySid, String secret, Optional<String> authToken) {
        checks.require(
                        ACCOUNT_SID.matcher(accountSid).matches(),
                        "accountSid",
                        "must be AC and 32 hex digits, as on the first page of Twilio's console")
                .require(
                        API_KEY_SID.matcher(apiKeySid).matches(),
                        "apiKeySid",
                        "must be SK and 32 hex digits: create an API key in Twilio's console")
                .require(
                        isSecret(secret),
                        "apiKeySecret",
                        "must be at least 32 visible characters without spaces, as Twilio showed it once when the API key"
                                + " was created")
                .require(
                        authToken.filter(String::isBlank).isEmpty(),
                        "authToken",
                        "must be the account's auth token from Twilio's console, or not be set at all");
    }

    /** An account at Twilio itself, with the usual time limit. */
    public TwilioAccount(String accountSid, String apiKeySid, String apiKeySecret, Optional<String> authToken) {
        this(accountSid, apiKeySid, apiKeySecret, authToken, TWILIO, DEFAULT_TIME_LIMIT);
    }

    /** Whether that could be the secret of an API key. */
    public static boolean isSecret(String text) {
        return text.length() >= SHORTEST_SECRET
                && text.chars().allMatch(character -> character > ' ' && character <= '~');
    }

    private static boolean isSchemeHostAndPort(URI url) {
        String path = url.getRawPath();
        return url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && (path == null || path.isEmpty() || path.equals("/"));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "TwilioAccount[accountSid=" + accountSid + ", apiKeySid=" + apiKeySid + ", baseUrl=" + baseUrl
                + ", timeLimit=" + timeLimit + "]";
    }
}

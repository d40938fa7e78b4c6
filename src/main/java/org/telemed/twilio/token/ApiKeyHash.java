package org.telemed.twilio.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.telemed.core.setting.SettingChecks;
import org.telemed.core.video.KeyedHash;
import org.telemed.twilio.http.TwilioAccount;

/** Keyed hashes whose key is the secret of the account's API key. */
public final class ApiKeyHash implements KeyedHash {
    private static final String HMAC = "HmacSHA256";

    private final SecretKey key;
    private final List<SecretKey> formerKeys;

    /** @param formerSecrets the secrets of API keys that were used before */
    public ApiKeyHash(TwilioAccount account, List<String> formerSecrets) {
        requireSecrets(formerSecrets);
        this.key = keyOf(account.apiKeySecret());
        this.formerKeys = formerSecrets.stream().map(ApiKeyHash::keyOf).toList();
    }

    /**
     * Refuses a list of which one can be no secret of an API key.
     *
     * @throws org.telemed.core.setting.InvalidSettingsException naming the list
     */
    public static void requireSecrets(List<String> formerSecrets) {
        new SettingChecks()
                .require(
                        formerSecrets.stream().allMatch(TwilioAccount::isSecret),
                        "formerApiKeySecrets",
                        "must each be at least 32 visible characters without spaces, as Twilio showed it once when that"
                                + " API key was created")
                .refuseInvalid();
    }

    /** {@inheritDoc} Each purpose has a key of its own, derived from the API key's secret. */
    @Override
    public String of(String purpose, String text) {
        return hash(key, purpose, text);
    }

    @Override
    public List<String> underFormerKeys(String purpose, String text) {
        return formerKeys.stream().map(former -> hash(former, purpose, text)).toList();
    }

    private static SecretKey keyOf(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), HMAC);
    }

    private static String hash(SecretKey key, String purpose, String text) {
        byte[] derived = hmac(key, "telemed " + purpose);
        return HexFormat.of().formatHex(hmac(new SecretKeySpec(derived, HMAC), text));
    }

    private static byte[] hmac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + HMAC, impossible);
        }
    }
}

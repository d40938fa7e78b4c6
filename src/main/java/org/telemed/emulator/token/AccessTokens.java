package org.telemed.emulator.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.telemed.emulator.room.JoinGrant;
import org.telemed.emulator.room.TwilioError;
import org.telemed.emulator.room.TwilioException;
import org.telemed.emulator.wire.Account;

/**
 * Checks access tokens as Twilio does when somebody joins.
 *
 * @see <a href="https://www.twilio.com/docs/iam/access-tokens">Access Tokens</a>
 */
public final class AccessTokens {

    private static final long LONGEST_LIFE = Duration.ofHours(24).toSeconds();
    private static final int LONGEST_IDENTITY = 128;
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Account account;
    private final Clock clock;

    public AccessTokens(Account account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /**
     * What the token allows.
     *
     * @throws TwilioException 20101 to 20107 if it is not valid now, 53200 or 53201 if its identity is not
     */
    public JoinGrant verify(String token) {
        String[] parts = DOT.split(token, -1);
        if (parts.length != 3) {
            throw new TwilioException(TwilioError.TOKEN_INVALID);
        }
        checkHeader(json(parts[0]));
        JsonNode claims = json(parts[1]);
        check(claims.path("iss").asText().equals(account.apiKeySid()), TwilioError.TOKEN_ISSUER);
        check(claims.path("sub").asText().equals(account.accountSid()), TwilioError.TOKEN_ISSUER);
        check(
                MessageDigest.isEqual(signature(parts[0] + "." + parts[1]), decoded(parts[2])),
                TwilioError.TOKEN_SIGNATURE);
        checkTime(claims);
        return grant(claims.path("grants"));
    }

    private static void checkHeader(JsonNode header) {
        check(
                header.path("alg").asText().equals("HS256")
                        && header.path("typ").asText("JWT").equals("JWT")
                        && header.path("cty").asText().equals("twilio-fpa;v=1"),
                TwilioError.TOKEN_HEADER);
    }

    private void checkTime(JsonNode claims) {
        long now = clock.instant().getEpochSecond();
        JsonNode expiry = claims.path("exp");
        long issued = claims.path("iat").asLong(claims.path("nbf").asLong(now));
        check(expiry.isIntegralNumber() && expiry.asLong() > now, TwilioError.TOKEN_EXPIRED);
        check(expiry.asLong() - issued <= LONGEST_LIFE, TwilioError.TOKEN_EXPIRED);
        check(expiry.asLong() - now <= LONGEST_LIFE, TwilioError.TOKEN_EXPIRED);
        check(claims.path("nbf").asLong(now) <= now, TwilioError.TOKEN_NOT_YET_VALID);
    }

    private static JoinGrant grant(JsonNode grants) {
        JsonNode identity = grants.path("identity");
        check(grants.path("video").isObject(), TwilioError.TOKEN_GRANTS);
        check(identity.isTextual() && !identity.asText().isBlank(), TwilioError.IDENTITY_INVALID);
        check(identity.asText().length() <= LONGEST_IDENTITY, TwilioError.IDENTITY_TOO_LONG);
        JsonNode room = grants.path("video").path("room");
        return new JoinGrant(identity.asText(), room.isTextual() ? room.textValue() : null);
    }

    private byte[] signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(account.apiKeySecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static JsonNode json(String part) {
        try {
            JsonNode json = JSON.readTree(decoded(part));
            check(json.isObject(), TwilioError.TOKEN_INVALID);
            return json;
        } catch (IOException e) {
            throw new TwilioException(TwilioError.TOKEN_INVALID);
        }
    }

    private static byte[] decoded(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new TwilioException(TwilioError.TOKEN_INVALID);
        }
    }

    private static void check(boolean holds, TwilioError otherwise) {
        if (!holds) {
            throw new TwilioException(otherwise);
        }
    }
}

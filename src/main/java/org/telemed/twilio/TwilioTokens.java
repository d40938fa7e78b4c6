package org.telemed.twilio;

import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.telemed.core.token.AccessToken;
import org.telemed.core.token.TokenSigner;
import org.telemed.core.video.RoomId;

/**
 * Signs Twilio's access tokens. Not by the SDK, whose {@code jti} stays the same for two minutes and which leaves out
 * {@code iat}.
 *
 * @see <a href="https://www.twilio.com/docs/iam/access-tokens">Twilio's access tokens</a>
 */
public final class TwilioTokens implements TokenSigner {
    private static final String HMAC = "HmacSHA256";

    private final String accountSid;
    private final String apiKeySid;
    private final SecretKey key;

    public TwilioTokens(TwilioAccount account) {
        this.accountSid = account.accountSid();
        this.apiKeySid = account.apiKeySid();
        this.key = new SecretKeySpec(account.apiKeySecret().getBytes(StandardCharsets.US_ASCII), HMAC);
    }

    /** {@inheritDoc} Times in a token are whole seconds, so both are rounded down. */
    @Override
    public AccessToken sign(RoomId room, String identity, Instant issued, Instant expires) {
        String id = apiKeySid + "-" + UUID.randomUUID();
        Instant end = expires.truncatedTo(ChronoUnit.SECONDS);
        String jwt = Jwts.builder()
                .header()
                .add("typ", "JWT")
                .add("alg", "HS256")
                .add("cty", "twilio-fpa;v=1")
                .and()
                .id(id)
                .claim("grants", Map.of("identity", identity, "video", Map.of("room", room.value())))
                .issuedAt(Date.from(issued))
                .expiration(Date.from(end))
                .issuer(apiKeySid)
                .subject(accountSid)
                .signWith(key, Jwts.SIG.HS256)
                .compact();
        return new AccessToken(jwt, id, room, identity, end);
    }

    /** {@inheritDoc} Each purpose has a key of its own, derived from the API key's secret. */
    @Override
    public String keyedHash(String purpose, String text) {
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

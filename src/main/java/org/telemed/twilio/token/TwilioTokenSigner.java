package org.telemed.twilio.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.TokenSigner;
import org.telemed.core.video.VideoToken;
import org.telemed.twilio.http.TwilioAccount;

/**
 * Signs Twilio's access tokens as JWTs. Not with the SDK, whose {@code jti} repeats for two minutes and which omits
 * {@code iat}.
 *
 * @see <a href="https://www.twilio.com/docs/iam/access-tokens">Twilio's access tokens</a>
 */
public final class TwilioTokenSigner implements TokenSigner {
    private static final String HMAC = "HmacSHA256";

    /** Exactly as in Twilio's documentation, in that order. */
    private static final JWSHeader HEADER = header("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"cty\":\"twilio-fpa;v=1\"}");

    private final String accountSid;
    private final String apiKeySid;
    private final JWSSigner signer;

    public TwilioTokenSigner(TwilioAccount account) {
        this.accountSid = account.accountSid();
        this.apiKeySid = account.apiKeySid();
        this.signer = signerWith(new SecretKeySpec(account.apiKeySecret().getBytes(StandardCharsets.US_ASCII), HMAC));
    }

    private static JWSHeader header(String json) {
        try {
            return JWSHeader.parse(Base64URL.encode(json));
        } catch (ParseException impossible) {
            throw new IllegalStateException("that is a header", impossible);
        }
    }

    private static JWSSigner signerWith(SecretKey key) {
        try {
            return new MACSigner(key);
        } catch (KeyLengthException impossible) {
            throw new IllegalStateException("an account has no shorter secret", impossible);
        }
    }

    /** {@inheritDoc} Times in a token are whole seconds; both are rounded down. */
    @Override
    public VideoToken sign(RoomId room, String identity, Instant issued, Instant expires) {
        String id = apiKeySid + "-" + UUID.randomUUID();
        Instant end = expires.truncatedTo(ChronoUnit.SECONDS);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .jwtID(id)
                .claim("grants", Map.of("identity", identity, "video", Map.of("room", room.value())))
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(end))
                .issuer(apiKeySid)
                .subject(accountSid)
                .build();
        return new VideoToken(signed(claims), id, room, identity, end);
    }

    private String signed(JWTClaimsSet claims) {
        SignedJWT jwt = new SignedJWT(HEADER, claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform has " + HMAC, impossible);
        }
        return jwt.serialize();
    }
}

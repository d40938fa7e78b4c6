package org.telemed.twilio.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoToken;
import org.telemed.twilio.limits.Providers;

/** Tokens, read by another library than the one that signs them. */
class TwilioTokenSignerTest {
    private static final RoomId ROOM = new RoomId("RM00000000000000000000000000000001");
    private static final Instant ISSUED = Instant.parse("2030-01-01T10:00:00.999Z");
    private static final Instant EXPIRES = Instant.parse("2030-01-01T11:00:00.999Z");

    private final TwilioTokenSigner tokens = new TwilioTokenSigner(Providers.at("http://localhost"));

    @Test
    void the_header_is_twilios_to_the_letter() {
        String header = tokens.sign(ROOM, "adam", ISSUED, EXPIRES).jwt().split("\\.")[0];
        assertThat(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
                .isEqualTo("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"cty\":\"twilio-fpa;v=1\"}");
    }

    @Test
    void the_claims_are_these_and_no_more() throws ParseException {
        VideoToken token = tokens.sign(ROOM, "adam", ISSUED, EXPIRES);
        Map<String, Object> payload = SignedJWT.parse(token.jwt()).getPayload().toJSONObject();
        assertThat(payload)
                .isEqualTo(Map.of(
                        "jti", token.id(),
                        "grants", Map.of("identity", "adam", "video", Map.of("room", ROOM.value())),
                        "iat", Instant.parse("2030-01-01T10:00:00Z").getEpochSecond(),
                        "exp", Instant.parse("2030-01-01T11:00:00Z").getEpochSecond(),
                        "iss", "SK" + Providers.ZEROS,
                        "sub", "AC" + Providers.ZEROS));
    }

    @Test
    void the_signature_is_the_api_keys() throws ParseException, JOSEException {
        SignedJWT jwt =
                SignedJWT.parse(tokens.sign(ROOM, "adam", ISSUED, EXPIRES).jwt());
        assertThat(jwt.verify(new MACVerifier(Providers.SECRET))).isTrue();
        assertThat(jwt.verify(new MACVerifier(Providers.SECRET + "x"))).isFalse();
    }

    @Test
    void an_identity_of_any_letters_arrives_as_it_is() throws ParseException {
        String identity = "J\"ürgen\\-😀";
        Map<String, Object> payload = SignedJWT.parse(
                        tokens.sign(ROOM, identity, ISSUED, EXPIRES).jwt())
                .getPayload()
                .toJSONObject();
        assertThat(payload).extracting("grants").extracting("identity").isEqualTo(identity);
    }

    @Test
    void what_is_said_of_a_token_is_what_it_says() {
        VideoToken token = tokens.sign(ROOM, "adam", ISSUED, EXPIRES);
        assertThat(token.id()).startsWith("SK" + Providers.ZEROS + "-");
        assertThat(token.room()).isEqualTo(ROOM);
        assertThat(token.identity()).isEqualTo("adam");
        assertThat(token.expires()).isEqualTo(Instant.parse("2030-01-01T11:00:00Z"));
        assertThat(token.toString()).doesNotContain(token.jwt()).doesNotContain("adam");
    }

    @Test
    void no_two_tokens_have_the_same_id() {
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(
                                i -> tokens.sign(ROOM, "adam", ISSUED, EXPIRES).id())
                        .collect(Collectors.toSet()))
                .hasSize(1000);
    }
}

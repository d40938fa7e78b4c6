package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job, its second half: {@code $telemed-token}. */
public interface GettingAToken extends Acceptance {

    @ParameterizedTest
    @ValueSource(strings = {"adam", "jane", "tablet", "guardian"})
    default void everybody_who_takes_part_gets_a_token(String client) {
        String id =
                aRoomFor(aVisitOfJaneWithAdam().withOther("Device/home-tablet").withOther("RelatedPerson/john-doe"));
        Answer answer = as(client).asksForToken(id).expecting(200);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("Parameters");
        assertThat(answer.parameter("room")).isEqualTo(stored(id).room());
        assertThat(answer.parameter("identity")).isEqualTo(client);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eve", "clinic"})
    default void nobody_else_does(String client) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertRefused(as(client).asksForToken(id), 403, "forbidden", "not-a-participant");
    }

    @Test
    default void a_token_is_what_twilio_expects() throws ParseException, JOSEException {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer answer = as("jane").asksForToken(id);
        SignedJWT token = SignedJWT.parse(answer.parameter("token"));
        assertThat(token.verify(new MACVerifier("demo-api-key-secret-demo-api-key-secret")))
                .isTrue();
        assertThat(token.getHeader().toJSONObject())
                .isEqualTo(Map.of("typ", "JWT", "alg", "HS256", "cty", "twilio-fpa;v=1"));
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getClaims()).containsOnlyKeys("jti", "grants", "iat", "exp", "iss", "sub");
        assertThat(claims.getIssuer()).isEqualTo("SK" + "0".repeat(32));
        assertThat(claims.getSubject()).isEqualTo("AC" + "0".repeat(32));
        assertThat(claims.getJWTID()).matches("SK0{32}-.+");
        assertThat(claims.getClaim("grants"))
                .isEqualTo(Map.of("identity", "jane", "video", Map.of("room", answer.parameter("room"))));
        assertThat(Duration.between(instant(claims.getIssueTime()), instant(claims.getExpirationTime())))
                .isEqualTo(Duration.ofHours(1));
        assertThat(Instant.parse(answer.parameter("expires"))).isEqualTo(instant(claims.getExpirationTime()));
    }

    @Test
    default void adam_and_jane_meet_in_the_room() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        for (String client : List.of("adam", "jane")) {
            Answer answer = as(client).asksForToken(id);
            Answer joined = twilio().joins(answer.parameter("room"), answer.parameter("token"));
            assertThat(joined.expecting(201).json().path("identity").asText()).isEqualTo(client);
        }
    }

    @Test
    default void a_token_opens_no_other_room() {
        String token = as("jane").asksForToken(aRoomFor(aVisitOfJaneWithAdam())).parameter("token");
        String another = stored(aRoomFor(aVisitOfJaneWithAdam())).room();
        assertThat(twilio().joins(another, token).status()).isBetween(400, 499);
    }

    @Test
    default void every_token_is_another_one() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertThat(as("jane").asksForToken(id).parameter("token"))
                .isNotEqualTo(as("jane").asksForToken(id).parameter("token"));
    }

    @Test
    default void get_answers_the_same_while_the_room_lives() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer answer = as("jane").get("Encounter/" + id + "/$telemed-token").expecting(200);
        assertThat(answer.parameter("room")).isEqualTo(stored(id).room());
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "GET, Encounter/", "POST, ''", "POST, Encounter/"})
    default void the_encounter_may_be_named_in_the_query(String method, String prefix) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String path = "Encounter/$telemed-token?encounterId=" + prefix + id;
        Answer answer = method.equals("GET") ? as("jane").get(path) : as("jane").post(path, "");
        assertThat(answer.expecting(200).parameter("room")).isEqualTo(stored(id).room());
    }

    @Test
    default void the_encounter_may_be_named_in_parameters() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer answer = as("jane")
                .post(
                        "Encounter/$telemed-token",
                        parameters("{\"name\":\"encounterId\",\"valueString\":\"%s\"}".formatted(id)));
        assertThat(answer.expecting(200).parameter("room")).isEqualTo(stored(id).room());
    }

    @Test
    default void a_token_changes_nothing_on_the_encounter_and_costs_twilio_nothing() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        twilio().forgetsRequests();
        as("jane").asksForToken(id).expecting(200);
        assertThat(stored(id).version()).isEqualTo("1");
        assertThat(twilio().requests("GET /v1/Rooms/" + stored(id).room())).isEmpty();
        assertThat(twilio().requests("POST /v1/Rooms")).isEmpty();
    }

    private static Instant instant(Date date) {
        return date.toInstant();
    }
}

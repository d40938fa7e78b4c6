package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;

/** {@code /v1/telemed/room}, {@code /v1/telemed/token} and {@code /v1/user/me}. */
public interface TheZapehrApi extends Acceptance {

    default ZapehrClient appOf(String client) {
        return new ZapehrClient(host().http(), host().tokenOf(client));
    }

    default ZapehrClient appWith(String token) {
        return new ZapehrClient(host().http(), token);
    }

    default String json(EncounterFixture encounter) {
        return encounter.json(host().release());
    }

    default String wrapped(EncounterFixture encounter) {
        return "{\"encounter\": " + json(encounter) + "}";
    }

    /** The Encounter in an answer to a create. */
    default StoredEncounter createdBy(Answer answer) {
        JsonNode body = answer.expecting(200).json();
        assertThat(body.properties()).as(answer::body).hasSize(1);
        return new StoredEncounter(body.path("encounter"), host().release());
    }

    /** As the contract says it: JSON with a sentence, and a code unless one should try again. */
    default void assertV1Refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer::body).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().path("message").asText()).isNotBlank().doesNotContain("HAPI-", "Exception");
        assertThat(answer.json().path("code").asText()).as(answer::body).isEqualTo(code);
        assertThat(answer.json().size()).as(answer::body).isEqualTo(code.isEmpty() ? 1 : 2);
    }

    @ParameterizedTest
    @CsvSource({
        "bare, ''", "bare, application/json", "bare, text/plain;charset=UTF-8",
        "wrapped, ''", "wrapped, application/json", "wrapped, text/plain;charset=UTF-8",
        "wrapped, application/x-www-form-urlencoded"
    })
    default void a_create_takes_the_encounter_bare_and_wrapped_whatever_it_is_said_to_be(String form, String type) {
        EncounterFixture visit = aVisitOfJaneWithAdam();
        var request = appOf("adam").roomRequest(form.equals("bare") ? json(visit) : wrapped(visit));
        Answer answer = host().http().send(type.isEmpty() ? request : request.header("Content-Type", type));
        StoredEncounter created = createdBy(answer);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(created.room()).startsWith("RM");
        assertThat(stored(created.id()).json()).isEqualTo(created.json());
        assertThat(twilio().room(created.room()).path("unique_name").asText()).isEqualTo(created.id());
    }

    @Test
    default void a_body_sets_no_waiting_room() {
        EncounterFixture visit = aVisitOfJaneWithAdam()
                .withExtension("{\"url\":\"%s\",\"valueBoolean\":false}".formatted(StoredEncounter.WAITING_ROOM));
        assertThat(createdBy(appOf("adam").createsRoom(wrapped(visit))).waitingRooms())
                .isEmpty();
        assertThat(createdBy(appOf("adam").createsRoom(json(visit))).waitingRooms())
                .isEmpty();
    }

    @Test
    default void everybody_who_takes_part_gets_a_token_for_the_room() throws ParseException {
        StoredEncounter created = createdBy(appOf("adam").createsRoom(wrapped(aVisitOfJaneWithAdam())));
        for (String client : new String[] {"adam", "jane"}) {
            Answer answer = appOf(client).asksForToken(created.id()).expecting(200);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.json().size()).isEqualTo(1);
            assertThat(SignedJWT.parse(answer.json().path("token").asText())
                            .getJWTClaimsSet()
                            .getClaim("grants"))
                    .isEqualTo(Map.of("identity", client, "video", Map.of("room", created.room())));
        }
    }

    @Test
    default void the_encounter_may_be_named_by_a_reference() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        appOf("jane").asksForToken("Encounter/" + id).expecting(200);
    }

    @ParameterizedTest
    @CsvSource({"adam, Practitioner/adam-careful", "jane, Patient/jane-doe", "tablet, Device/home-tablet"})
    default void users_learn_who_they_are(String client, String profile) {
        Answer me = appOf(client).asksWhoTheyAre().expecting(200);
        assertThat(me.header("Content-Type")).startsWith("application/json");
        assertThat(me.body()).isEqualTo("{\"id\":\"%s\",\"profile\":\"%s\"}".formatted(client, profile));
    }

    @Test
    default void a_user_without_profile_has_none() {
        assertThat(appOf("clinic").asksWhoTheyAre().expecting(200).body())
                .isEqualTo("{\"id\":\"clinic\",\"profile\":null}");
    }

    @Test
    default void the_whole_encounter_may_be_sent_again_with_its_room_in_it() {
        StoredEncounter first = createdBy(
                appOf("adam").createsRoom(wrapped(aVisitOfJaneWithAdam().planned())));
        String again = first.json().toString().replace("\"planned\"", "\"in-progress\"");
        StoredEncounter second = createdBy(appOf("adam").createsRoom("{\"encounter\":" + again + "}"));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.version()).isEqualTo("2");
        assertThat(second.json().path("status").asText()).isEqualTo("in-progress");
        assertThat(second.room()).isEqualTo(first.room());
        assertThat(twilio().roomsNamed(first.id())).hasSize(1);
    }

    /** The SDK repeats a create whose answer it did not get, always under the same request id. */
    @Test
    default void a_create_that_is_sent_again_happens_once() {
        int before = numberOfEncounters();
        String requestId = UUID.randomUUID().toString();
        List<Answer> answers = atOnce(
                4,
                () -> appOf("adam")
                        .roomRequest(wrapped(aVisitOfJaneWithAdam()))
                        .header("x-oystehr-request-id", requestId));
        assertThat(answers.stream().map(this::createdBy).distinct()).hasSize(1);
        assertThat(numberOfEncounters()).isEqualTo(before + 1);
    }

    @Test
    default void two_ids_of_one_request_are_refused() {
        for (String header : List.of("x-oystehr-request-id", "Idempotency-Key")) {
            Answer answer = changingNothing(() -> appOf("adam")
                    .send(appOf("adam")
                            .roomRequest(wrapped(aVisitOfJaneWithAdam()))
                            .header(header, "one")
                            .header(header, "two")));
            assertThat(answer.status()).as(header).isEqualTo(400);
        }
    }

    @Test
    default void numbers_and_letters_stay_as_they_were_sent() {
        String extension = "{\"url\":\"https://example.org/dose\",\"valueDecimal\":1.00},"
                + "{\"url\":\"https://example.org/name\",\"valueString\":\"Zoë \\u65e5\"}";
        String sent = wrapped(aVisitOfJaneWithAdam().withExtension(extension));
        assertThat(appOf("adam").createsRoom(sent).expecting(200).body())
                .contains("\"valueDecimal\":1.00", "\"valueString\":\"Zoë 日\"");
    }

    @Test
    default void headers_do_not_change_the_form_of_the_answer() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer answer = appOf("jane")
                .send(appOf("jane")
                        .request("/telemed/token?encounterId=" + id)
                        .header("Accept", "text/html")
                        .header("Accept-Encoding", "gzip")
                        .header("Prefer", "return=minimal")
                        .GET());
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.expecting(200).json().path("token").asText()).isNotEmpty();
    }

    @Test
    default void a_body_may_be_packed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(wrapped(aVisitOfJaneWithAdam()).getBytes(StandardCharsets.UTF_8));
        }
        Answer answer = appOf("adam")
                .send(appOf("adam")
                        .request("/telemed/room")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed.toByteArray())));
        assertThat(createdBy(answer).room()).startsWith("RM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not-a-token"})
    default void nothing_is_for_those_who_are_not_logged_in(String token) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        ZapehrClient stranger = appWith(token);
        for (Answer answer : new Answer[] {
            changingNothing(() -> stranger.createsRoom(wrapped(aVisitOfJaneWithAdam()))),
            stranger.asksForToken(id),
            stranger.asksWhoTheyAre()
        }) {
            if (host().leavesLoginToUs()) {
                assertV1Refused(answer, 401, "4001");
            }
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    default void a_token_without_user_is_nobody_s() {
        ZapehrClient nobody = appWith(host().tokenWith(Map.of("sub", " ", "fhirUser", "Patient/jane-doe")));
        assertV1Refused(nobody.asksWhoTheyAre(), 401, "4001");
        assertV1Refused(nobody.asksForToken(aRoomFor(aVisitOfJaneWithAdam())), 401, "4001");
    }

    @Test
    default void what_the_operation_says_is_said_here() {
        String over = aStored(aVisitOfJaneWithAdam().finished());
        for (String id : new String[] {"never-seen", over}) {
            assertThat(appOf("jane").asksForToken(id).json().path("message").asText())
                    .isEqualTo(as("jane")
                            .asksForToken(id)
                            .issue()
                            .at("/details/text")
                            .asText());
        }
    }

    @Test
    default void refusals_of_a_token_have_the_seeds_codes() {
        assertV1Refused(appOf("eve").asksForToken(aRoomFor(aVisitOfJaneWithAdam())), 403, "4003");
        assertV1Refused(appOf("jane").asksForToken("never-seen"), 404, "4004");
        assertV1Refused(appOf("jane").asksForToken(aStored(aVisitOfJaneWithAdam())), 422, "4006");
        assertV1Refused(
                appOf("jane").asksForToken(aStored(aVisitOfJaneWithAdam().finished())), 422, "4011");
        String early = aRoomFor(aVisitOfJaneWithAdam().planned().starting("2199-01-01T10:00:00Z"));
        assertV1Refused(appOf("jane").asksForToken(early), 422, "4010");
        String deleted = aRoomFor(aVisitOfJaneWithAdam());
        as("adam").deletes("Encounter/" + deleted).expecting(200);
        assertV1Refused(appOf("jane").asksForToken(deleted), 410, "4004");
    }

    @Test
    default void refusals_of_a_room_have_the_seeds_codes() {
        assertNoRoomFor(json(aVisitOfJaneWithAdam().finished()), 422, "4011");
        assertNoRoomFor(json(aVisitOfJaneWithAdam().withId("never-seen")), 404, "4004");
        assertNoRoomFor(json(aVisit().withSubject("Patient/jane-doe")), 422, "4000");
        assertNoRoomFor(json(aVisit().inProgress().withParticipant("Practitioner/nobody")), 400, "4000");
        String taken = aStored(aVisitOfJaneWithAdam());
        twilio().opened("UniqueName=" + taken + "&StatusCallback=https://another.example/callback");
        assertNoRoomFor(json(aVisitOfJaneWithAdam().withId(taken)), 409, "4012");
    }

    @ParameterizedTest
    @CsvSource({"429, 503", "503, 503", "401, 502"})
    default void what_is_twilio_s_fault_has_no_code_so_that_clients_try_again(int twilios, int ours) {
        twilio().failsBy("{'match':'POST /v1/Rooms$','status':" + twilios + "}");
        assertNoRoomFor(wrapped(aVisitOfJaneWithAdam()), ours, "");
    }

    @Test
    default void and_are_told_when() {
        twilio().failsBy("{'match':'POST /v1/Rooms$','status':503}");
        assertThat(appOf("adam").createsRoom(wrapped(aVisitOfJaneWithAdam())).header("Retry-After"))
                .matches("[1-9][0-9]*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "'",
                "\"",
                "\"}],\"x\":[{",
                "a/b",
                "../Patient/jane-doe",
                "%",
                "%2e%2e%2f",
                "%zz",
                "a?b=c",
                "a#b",
                "a;b",
                "a\\b",
                "Encounter/",
                "Encounter/a/_history/1",
                "Patient/jane-doe",
                "https://elsewhere.example/fhir/Encounter/a",
                "$telemed-token",
                "<script>",
                "\u0000",
                "日本",
                "a\r\nX: y"
            })
    default void an_id_that_is_none_is_a_bad_request(String id) {
        assertV1Refused(appOf("adam").asksForToken(id), 400, "4000");
    }

    @Test
    default void a_token_is_for_one_encounter() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        assertV1Refused(appOf("jane").get("/telemed/token"), 400, "4000");
        assertV1Refused(appOf("jane").get("/telemed/token?encounterId=" + id + "&encounterId=" + id), 400, "4000");
    }

    /** In the words of this API, which knows no Parameters and no operation. */
    @ParameterizedTest
    @CsvSource({
        "'', encounterId",
        "?, encounterId",
        "?encounterId, encounterId is empty",
        "?encounterId=, encounterId is empty",
        "?encounterId=%20, encounterId is empty",
        "?encounterId=&encounterId=, encounterId may be given once only",
        "?encounterId=ID&encounterId=, encounterId may be given once only",
        "?encounterId=ID&encounterId=ID, encounterId may be given once only",
        "?encounterId=Encounter/ID/_history/1, 'encounterId must be the id of an Encounter alone, without a version or a base'",
        "?encounterId=ID/_history/1, encounterId must be",
        "?encounterId=https://example.org/fhir/Encounter/ID, encounterId must be",
        "?encounterId=Patient/ID, encounterId must be",
        "?encounterid=ID, Did you mean encounterId",
        "?encounterId=ID&maxParticipants=3, no parameter maxParticipants",
        "?encounterId=ID&_format=json, no parameter _format",
        "?encounterId=ID&_pretty=true, no parameter _pretty",
        "?encounterId=ID&foo, no parameter foo",
    })
    default void what_is_wrong_with_a_query_is_named(String query, String named) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Answer answer = appOf("jane").get("/telemed/token" + query.replace("ID", id));
        assertV1Refused(answer, 400, "4000");
        assertThat(answer.json().path("message").asText())
                .contains(named)
                .doesNotContain("Parameters", "valueString", "operation");
    }

    /** Nobody learns more than before without a login. */
    @Test
    default void a_stranger_s_query_is_not_looked_at() {
        assertThat(appWith("").get("/telemed/token?encounterId=").status()).isEqualTo(401);
        assertThat(appWith("").get("/telemed/token").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_format=json",
                "_summary=true",
                "foo=1",
                "maxParticipants=3",
                "waitingRoom=true",
                "encounterId=x"
            })
    default void the_other_paths_take_no_query(String query) {
        assertNoRoomAt("/telemed/room?" + query);
        assertV1Refused(appOf("adam").get("/user/me?" + query), 400, "4000");
    }

    private void assertNoRoomAt(String path) {
        String visit = wrapped(aVisitOfJaneWithAdam());
        assertV1Refused(
                changingNothing(
                        () -> appOf("adam").send(appOf("adam").request(path).POST(BodyPublishers.ofString(visit)))),
                400,
                "4000");
    }

    /** Neither an Encounter nor a wrapped one. */
    static Stream<String> bodies() {
        String encounter = "{\"resourceType\":\"Encounter\",\"status\":\"in-progress\"}";
        return Stream.of(
                "",
                " ",
                "null",
                "5",
                "\"text\"",
                "[]",
                "{}",
                "{",
                "{\"encounter\":",
                "{\"encounter\":null}",
                "{\"encounter\":[]}",
                "{\"encounter\":{}}",
                "{\"encounter\":\"text\"}",
                "{\"encounter\":{\"encounter\":" + encounter + "}}",
                "{\"encounter\":" + encounter + ",\"patient\":{}}",
                "{\"encounter\":" + encounter + ",\"encounter\":" + encounter + "}",
                "{\"encounter\":" + encounter + "} and more",
                "{\"Encounter\":" + encounter + "}",
                "{\"encounter\":{\"resourceType\":\"Patient\"}}",
                "{\"resourceType\":\"Patient\"}",
                "[" + encounter + "]",
                "<Encounter xmlns=\"http://hl7.org/fhir\"/>",
                "{\"encounter\":" + "[".repeat(5000) + "]".repeat(5000) + "}");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.acceptance.TheZapehrApi#bodies")
    default void a_body_that_is_no_encounter_is_a_bad_request(String body) {
        assertNoRoomFor(body, 400, "4000");
    }

    @Test
    default void a_body_over_the_limit_is_too_large() {
        String large =
                "\"text\":{\"status\":\"generated\",\"div\":\"<div>" + "x".repeat(20 << 20) + "</div>\"},\"class\"";
        assertNoRoomFor(wrapped(aVisitOfJaneWithAdam()).replace("\"class\"", large), 413, "4000");
    }

    @Test
    default void other_methods_are_refused_and_do_nothing() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        ZapehrClient adam = appOf("adam");
        Answer[] wrong = {
            adam.get("/telemed/room"),
            adam.send(adam.request("/telemed/room").PUT(BodyPublishers.ofString(json(aVisitOfJaneWithAdam())))),
            adam.send(adam.request("/telemed/token?encounterId=" + id).POST(BodyPublishers.noBody())),
            adam.send(adam.request("/user/me").DELETE())
        };
        for (Answer answer : wrong) {
            assertV1Refused(answer, 405, "4000");
            assertThat(answer.header("Allow")).matches("(GET, HEAD|POST), OPTIONS");
        }
    }

    private void assertNoRoomFor(String body, int status, String code) {
        assertV1Refused(changingNothing(() -> appOf("adam").createsRoom(body)), status, code);
    }
}

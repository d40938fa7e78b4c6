package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/**
 * Somebody who may update and not read writes values that they guess. HAPI stores no new version where nothing changes, so a
 * version in the answer would say whether the guess is right.
 */
public interface GuessedValues extends Acceptance {

    String JSON = "application/fhir+json";
    String JSON_PATCH = "application/json-patch+json";

    /** How to write a family name: method, content type and body, in which GUESS and ID stand for the values. */
    record Write(String method, String type, String body) {
        @Override
        public String toString() {
            return method + " " + type;
        }
    }

    static Stream<Write> writes() {
        return Stream.of(
                new Write(
                        "PUT",
                        JSON,
                        "{\"resourceType\":\"Patient\",\"id\":\"ID\",\"active\":true,\"name\":[{\"family\":\"GUESS\"}]}"),
                new Write(
                        "PATCH", JSON_PATCH, "[{\"op\":\"replace\",\"path\":\"/name/0/family\",\"value\":\"GUESS\"}]"),
                new Write(
                        "PATCH",
                        JSON,
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                                + "{\"name\":\"type\",\"valueCode\":\"replace\"},"
                                + "{\"name\":\"path\",\"valueString\":\"Patient.name[0].family\"},"
                                + "{\"name\":\"value\",\"valueString\":\"GUESS\"}]}]}"));
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.GuessedValues#writes")
    default void a_right_guess_is_answered_as_a_wrong_one(Write write) {
        for (String prefer : List.of("", "return=representation", "return=OperationOutcome", "return=minimal")) {
            Set<String> answers = new HashSet<>();
            for (String guess : List.of("secret", "wrong")) {
                String id = aPatient();
                Answer answer = sends(writer(), write, id, guess, "Prefer", prefer);
                assertThat(answer.status()).as(answer::body).isEqualTo(200);
                assertThat(answer.body()).isEmpty();
                assertThat(answer.header("ETag") + answer.header("Last-Modified"))
                        .isEmpty();
                assertThat(answer.header("Content-Location")).endsWith("/fhir/Patient/" + id);
                assertThat(answer.response().headers().map().toString()).doesNotContain("_history");
                answers.add(namesOfHeaders(answer));
            }
            assertThat(answers).hasSize(1);
        }
    }

    /** Without the one by which a server ends a connection, after so many requests. */
    private static String namesOfHeaders(Answer answer) {
        Set<String> names = new TreeSet<>(answer.response().headers().map().keySet());
        names.remove("connection");
        return names.toString();
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.GuessedValues#writes")
    default void so_it_is_in_a_bundle(Write write) {
        for (String type : List.of("batch", "transaction")) {
            Set<String> answers = new HashSet<>();
            for (String guess : List.of("secret", "wrong")) {
                String id = aPatient();
                Caller writer = writer();
                Answer answer = writer.send(writer.request("")
                        .header("Content-Type", JSON)
                        .header("Prefer", "return=OperationOutcome")
                        .POST(BodyPublishers.ofString(bundle(type, write, id, guess, ""))));
                assertThat(answer.json().at("/entry/0/response/status").asText())
                        .startsWith("200");
                answers.add(answer.json().path("entry").toString().replace(id, "ID"));
            }
            assertThat(answers)
                    .hasSize(1)
                    .allSatisfy(
                            entry -> assertThat(entry).doesNotContain("_history", "etag", "lastModified", "outcome"));
        }
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.GuessedValues#writes")
    default void who_may_read_is_told_the_version(Write write) {
        Caller reader = with(host().tokenOf("adam", "user/Patient.ru"));
        Answer answer = sends(reader, write, aPatient(), "wrong", "Prefer", "");
        assertThat(answer.header("Content-Location")).endsWith("/_history/2");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.GuessedValues#writes")
    default void if_match_needs_the_right_to_read(Write write) {
        String id = aPatient();
        for (String version : List.of("1", "7")) {
            String tag = "W/\"" + version + "\"";
            assertRefused(sends(writer(), write, id, "x", "If-Match", tag), 403, "forbidden", "not-allowed");
            for (String type : List.of("batch", "transaction")) {
                assertRefused(
                        writer().post("", bundle(type, write, id, "x", tag.replace("\"", "\\\""))),
                        403,
                        "forbidden",
                        "not-allowed");
            }
        }
    }

    @Test
    default void nor_do_our_operations_tell_or_ask_for_a_version() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        Caller writer = with(host().tokenOf("adam", "user/Encounter.u"));
        for (String operation : List.of("$create-telemed-room", "$end-telemed-room")) {
            var asked = writer.request("Encounter/" + id + "/" + operation).header("If-Match", "W/\"1\"");
            assertRefused(writer.send(asked.POST(BodyPublishers.noBody())), 403, "forbidden", "not-allowed");
            Answer answer = writer.post("Encounter/" + id + "/" + operation, "");
            assertThat(answer.status()).as(answer::body).isEqualTo(200);
            assertThat(answer.response().headers().map().toString()).doesNotContain("_history", "etag", "W/\"");
        }
    }

    static Stream<String> failing() {
        return Stream.of(
                "[{\"op\":\"replace\",\"path\":\"/name/7/family\",\"value\":\"x\"}]",
                "[{\"op\":\"remove\",\"path\":\"/birthDate\"}]",
                "[{\"op\":\"add\",\"path\":\"/contact/0/gender\",\"value\":\"x\"}]",
                "[{\"op\":\"replace\",\"path\":\"/gender/x\",\"value\":\"x\"}]",
                "[{\"op\":\"add\",\"path\":\"/active\",\"value\":\"no boolean\"}]",
                "[{\"op\":\"add\",\"path\":\"/managingOrganization\",\"value\":{\"reference\":\"Organization/nobody\"}}]");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.GuessedValues#failing")
    default void a_patch_that_fails_is_answered_in_one_sentence(String body) {
        Set<String> answers = new HashSet<>();
        String id = aPatient();
        Write write = new Write("PATCH", JSON_PATCH, body);
        Write absent = new Write("PATCH", JSON_PATCH, "[{\"op\":\"remove\",\"path\":\"/photo\"}]");
        for (Write one : List.of(write, absent)) {
            Answer alone = sends(writer(), one, id, "", "Prefer", "");
            assertRefused(alone, 400, "invalid", "bad-request");
            answers.add(alone.issue().toString());
            answers.add(writer().post("", bundle("transaction", one, id, "", ""))
                    .issue()
                    .toString());
            answers.add(writer().post("", bundle("batch", one, id, "", ""))
                    .json()
                    .at("/entry/0/response/outcome/issue/0")
                    .toString());
        }
        assertThat(answers).hasSize(1);
    }

    private Caller writer() {
        return with(host().tokenOf("adam", "user/Patient.u"));
    }

    private static Answer sends(Caller caller, Write write, String id, String guess, String header, String value) {
        var request = caller.request("Patient/" + id)
                .header("Content-Type", write.type())
                .method(write.method(), BodyPublishers.ofString(filled(write, id, guess)));
        return caller.send(value.isEmpty() ? request : request.header(header, value));
    }

    private static String bundle(String type, Write write, String id, String guess, String ifMatch) {
        String body = filled(write, id, guess);
        String resource = write.type().equals(JSON)
                ? body
                : "{\"resourceType\":\"Binary\",\"contentType\":\"%s\",\"data\":\"%s\"}"
                        .formatted(
                                write.type(),
                                Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
        return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{\"resource\":%s,\"request\":{\"method\":\"%s\",\"url\":\"Patient/%s\"%s}}]}"
                .formatted(
                        type,
                        resource,
                        write.method(),
                        id,
                        ifMatch.isEmpty() ? "" : ",\"ifMatch\":\"" + ifMatch + "\"");
    }

    private static String filled(Write write, String id, String guess) {
        return write.body().replace("GUESS", guess).replace("ID", id);
    }

    private String aPatient() {
        String id = UUID.randomUUID().toString();
        as("adam")
                .put("Patient/" + id, filled(writes().findFirst().orElseThrow(), id, "secret"))
                .expecting(201);
        return id;
    }
}

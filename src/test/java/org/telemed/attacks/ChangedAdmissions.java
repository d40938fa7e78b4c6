package org.telemed.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.attacks.AdmissionTasks.bundle;
import static org.telemed.attacks.AdmissionTasks.plain;
import static org.telemed.attacks.AdmissionTasks.withId;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.Http;

/** Somebody who may write Tasks changes or deletes one of the server's. */
public interface ChangedAdmissions extends AdmissionTasks {

    /** Every way to write the one Task; TASK stands for its id. */
    static Stream<String> waysToChange() {
        return Stream.of(
                "PUT Task/TASK",
                "PUT Task/TASK/_history/1",
                "PUT Task/TASK/_history/%20",
                "PUT Task?_id=TASK",
                "PUT Task?group-identifier=VISIT",
                "PATCH Task/TASK",
                "PATCH Task?_id=TASK",
                "DELETE Task/TASK",
                "DELETE Task/TASK/_history/1",
                "DELETE Task?_id=TASK",
                "DELETE Task?group-identifier=VISIT",
                "DELETE Task?code=admission&requester=Patient/jane-doe",
                "DELETE Task/TASK?_cascade=delete",
                "DELETE Task?_id=TASK&_expunge=true",
                "DELETE Patient/jane-doe?_cascade=delete");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ChangedAdmissions#waysToChange")
    default void nobody_changes_or_deletes_one_of_ours(String way) {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        JsonNode task = arrivals(id).get(0);
        String method = way.substring(0, way.indexOf(' '));
        String path = way.substring(method.length() + 1)
                .replace("TASK", task.path("id").asText())
                .replace("VISIT", id);
        for (Caller writer : List.of(as("clinic"), as("adam"), having(JANE, "user/Task.cruds user/Patient.cruds"))) {
            for (String[] sent : bodies(method, task)) {
                Answer direct = writer.send(request(writer, method, path, sent[0], sent[1]));
                assertThat(direct.status()).as(sent[1] + direct.body()).isGreaterThanOrEqualTo(400);
                String resource = sent[0].equals(Http.FHIR_JSON) || sent[1].isEmpty()
                        ? sent[1]
                        : "{\"resourceType\":\"Binary\",\"contentType\":\"" + sent[0] + "\",\"data\":\""
                                + Base64.getEncoder().encodeToString(sent[1].getBytes(UTF_8)) + "\"}";
                assertThat(writer.post("", bundle("transaction", method, path, resource))
                                .status())
                        .isGreaterThanOrEqualTo(400);
                writer.post("", bundle("batch", method, path, resource));
            }
        }
        assertThat(arrivals(id)).containsExactly(task);
        assertWaits(id);
    }

    private static List<String[]> bodies(String method, JsonNode task) {
        String accepted = task.toString().replace("\"requested\"", "\"accepted\"");
        return switch (method) {
            case "PUT" ->
                List.of(
                        new String[] {Http.FHIR_JSON, accepted},
                        new String[] {Http.FHIR_JSON, withId(task.path("id").asText(), plain(task))},
                        new String[] {
                            Http.FHIR_JSON,
                            accepted.replace(SYSTEM, "http://example.org/tasks").replace(GROUP, "urn:x")
                        });
            case "PATCH" ->
                List.of(
                        new String[] {JSON_PATCH, "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"accepted\"}]"},
                        new String[] {
                            JSON_PATCH,
                            "[{\"op\":\"remove\",\"path\":\"/code\"},{\"op\":\"remove\",\"path\":\"/groupIdentifier\"}]"
                        },
                        new String[] {Http.FHIR_JSON, fhirPatch("Task.status", "accepted")},
                        new String[] {
                            "application/xml-patch+xml",
                            "<diff xmlns:f=\"http://hl7.org/fhir\"><replace sel=\"f:Task/f:status/@value\">accepted</replace></diff>"
                        });
            default -> List.<String[]>of(new String[] {"", ""});
        };
    }

    private static String fhirPatch(String path, String value) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                + "{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"" + path
                + "\"},{\"name\":\"value\",\"valueCode\":\"" + value + "\"}]}]}";
    }

    private static HttpRequest.Builder request(Caller writer, String method, String path, String type, String body) {
        HttpRequest.Builder request = writer.request(path);
        return type.isEmpty()
                ? request.method(method, BodyPublishers.noBody())
                : request.header("Content-Type", type).method(method, BodyPublishers.ofString(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Task/TASK/$meta-add",
                "Task/TASK/$meta-delete",
                "Task/TASK/$expunge",
                "Task/TASK/_history/1/$expunge",
                "Task/$expunge",
                "$expunge",
                "$delete-expunge",
                "$reindex"
            })
    default void no_operation_of_hapi_reaches_them(String operation) {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        JsonNode task = arrivals(id).get(0);
        String sent = parameters("{\"name\":\"meta\",\"valueMeta\":{\"tag\":[{\"system\":\"urn:x\",\"code\":\"x\"}]}}");
        String expunge = parameters(
                "{\"name\":\"expungeDeletedResources\",\"valueBoolean\":true},{\"name\":\"url\",\"valueString\":\"Task?\"}");
        for (String client : List.of("clinic", "adam")) {
            String path = operation.replace("TASK", task.path("id").asText());
            assertThat(as(client)
                            .post(path, operation.contains("meta") ? sent : expunge)
                            .status())
                    .isIn(400, 403, 404, 405);
        }
        assertThat(arrivals(id)).containsExactly(task);
    }
}

package org.telemed.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.Http;
import org.telemed.acceptance.WaitingRooms;

/** Somebody who may write Tasks lets people in, or keeps them out, by a Task that is the server's or looks like it. */
public interface ForgedAdmissions extends WaitingRooms {
    String SYSTEM = "https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-task";
    String GROUP = "https://hapi-fhir-telemed.org/fhir/NamingSystem/encounter";
    String JSON_PATCH = "application/json-patch+json";

    /** Elements of a Task, as JSON, by which it could be taken for one of ours. */
    record Disguise(String name, String elements) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Disguise coding(String name, String codings) {
        return new Disguise(name, "\"code\":{\"coding\":[" + codings + "]}");
    }

    static Disguise system(String name, String system) {
        return coding(name, "{\"system\":\"" + system + "\",\"code\":\"admission\"}");
    }

    static Disguise group(String name, String system) {
        return new Disguise(name, "\"groupIdentifier\":{\"system\":\"" + system + "\",\"value\":\"VISIT\"}");
    }

    static Stream<Disguise> disguises() {
        return Stream.of(
                system("none", SYSTEM),
                system("upper case", SYSTEM.toUpperCase(Locale.ROOT)),
                system("http", SYSTEM.replace("https", "http")),
                system("a blank before", " " + SYSTEM),
                system("a blank behind that does not break", SYSTEM + "\\u00a0"),
                system("invisible", SYSTEM.replace("telemed-task", "tele\\u200bmed-task")),
                system("a variation selector", SYSTEM.replace("telemed-task", "telemed\\ufe0f-task")),
                system("a filler", SYSTEM.replace("telemed-task", "telemed\\u3164-task")),
                system("full width", SYSTEM.replace("telemed-task", "\\uff54elemed-task")),
                system("escaped", SYSTEM.replace("telemed-task", "telemed%2Dtask")),
                system("a port", SYSTEM.replace(".org", ".org:443")),
                system("another path", SYSTEM.replace("/fhir/", "/fhir/./")),
                system("a version", SYSTEM + "|1"),
                coding("no system", "{\"code\":\"admission\"}"),
                coding("no system, invisible", "{\"code\":\"ad\\u200bmission\"}"),
                coding("no system, a filler", "{\"code\":\"admission\\u3164\"}"),
                coding("another code of ours", "{\"system\":\"" + SYSTEM + "\",\"code\":\"approved\"}"),
                coding(
                        "second coding",
                        "{\"system\":\"http://example.org\",\"code\":\"x\"},{\"system\":\"" + SYSTEM
                                + "\",\"code\":\"admission\"}"),
                group("the visit alone", GROUP),
                group("the visit in upper case", GROUP.toUpperCase(Locale.ROOT)),
                group("the visit, a blank before", " " + GROUP),
                new Disguise(
                        "a link of a guest",
                        "\"identifier\":[{\"system\":\"https://hapi-fhir-telemed.org/fhir/NamingSystem/telemed-invitation\","
                                + "\"value\":\"abc\"}]"));
    }

    /** As it would be if jane were let in, but for what marks it as ours. */
    private static String plain(JsonNode task) {
        ObjectNode plain = task.deepCopy();
        plain.remove(List.of("id", "meta", "code", "groupIdentifier"));
        return plain.toString().replace("\"requested\"", "\"accepted\"");
    }

    private static String with(String elements, String json) {
        return "{" + elements + "," + json.substring(1);
    }

    private static String withId(String id, String json) {
        return with("\"id\":\"" + id + "\"", json);
    }

    /** The whole of it. */
    private static String forged(JsonNode task) {
        ObjectNode forged = task.deepCopy();
        forged.remove(List.of("id", "meta"));
        return forged.toString().replace("\"requested\"", "\"accepted\"");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ForgedAdmissions#disguises")
    default void nobody_stores_a_task_that_looks_like_ours(Disguise disguise) {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        String forged = with(
                disguise.elements().replace("VISIT", id), plain(arrivals(id).get(0)));
        for (Caller writer : List.of(as("adam"), as("clinic"), having("Device/home-tablet", "user/Task.cruds"))) {
            String own = UUID.randomUUID().toString();
            assertThat(List.of(
                            writer.post("Task", forged),
                            writer.put("Task/" + own, withId(own, forged)),
                            writer.put("Task?_id=none", forged),
                            writer.send(writer.request("Task")
                                    .header("Content-Type", Http.FHIR_JSON)
                                    .header("If-None-Exist", "_id=none")
                                    .POST(BodyPublishers.ofString(forged))),
                            writer.post("", bundle("transaction", "POST", "Task", forged)),
                            writer.post("", bundle("transaction", "PUT", "Task?_id=none", forged))))
                    .extracting(Answer::status)
                    .containsOnly(403);
            assertThat(writer.post("", bundle("batch", "POST", "Task", forged)).body())
                    .contains("403")
                    .doesNotContain("201 ");
        }
        assertThat(arrivals(id)).hasSize(1);
        assertWaits(id);
    }

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
    @MethodSource("org.telemed.attacks.ForgedAdmissions#waysToChange")
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

    @Test
    default void another_task_does_not_become_one_of_ours() {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        JsonNode task = arrivals(id).get(0);
        Caller clinic = as("clinic");
        String other = clinic.post("Task", plain(task))
                .expecting(201)
                .json()
                .path("id")
                .asText();
        String withId = withId(other, forged(task));
        String coding = "{\"coding\":[{\"system\":\"" + SYSTEM + "\",\"code\":\"admission\"}]}";
        assertThat(List.of(
                        clinic.put("Task/" + other, withId),
                        clinic.put("Task?_id=" + other, withId),
                        clinic.patch(
                                "Task/" + other,
                                JSON_PATCH,
                                "[{\"op\":\"add\",\"path\":\"/code\",\"value\":" + coding + "}]"),
                        clinic.post("", bundle("transaction", "PUT", "Task/" + other, withId))))
                .extracting(Answer::status)
                .containsOnly(403);
        clinic.deletes("Task/" + other).expecting(200);
        assertThat(clinic.put("Task/" + other, withId).status()).as("undeleted").isEqualTo(403);
    }

    @Test
    default void a_task_inside_another_resource_lets_nobody_in() {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        String contained = withId("t", forged(arrivals(id).get(0)));
        Caller clinic = as("clinic");
        clinic.post(
                "Task",
                "{\"resourceType\":\"Task\",\"status\":\"accepted\",\"intent\":\"order\",\"partOf\":[{\"reference\":\"#t\"}],"
                        + "\"requester\":{\"reference\":\"" + JANE + "\"},\"contained\":[" + contained + "]}");
        clinic.put(
                "Encounter/" + id,
                aVisitOfJaneWithAdam()
                        .withOther(JOHN)
                        .withId(id)
                        .with("contained", "[" + contained + "]")
                        .with("appointment", "[{\"reference\":\"#t\"}]")
                        .json(host().release()));
        assertWaits(id);
        assertThat(arrivals(id)).hasSize(1);
    }

    @Test
    default void the_arrivals_of_another_patient_are_not_seen() {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        String task = arrivals(id).get(0).path("id").asText();
        as("clinic").put("Patient/max-elsewhere", "{\"resourceType\":\"Patient\",\"id\":\"max-elsewhere\"}");
        for (Caller other : List.of(
                having("Patient/max-elsewhere", "patient/*.rs"),
                having(JANE, "patient/Encounter.rs user/Encounter.rs"))) {
            for (String path : List.of(
                    "Task/" + task,
                    "Task/" + task + "/_history",
                    "Task?group-identifier=" + id,
                    "Encounter?_id=" + id + "&_revinclude=*",
                    "Patient?_revinclude=Task:patient",
                    "Patient/jane-doe/$everything")) {
                assertThat(other.get(path).body()).as(path).doesNotContain(task + "\"", "telemed-task");
            }
        }
    }

    private void assertWaits(String id) {
        assertRefused(as("jane").asksForToken(id), 422, "business-rule", "waiting");
    }

    private Caller having(String profile, String scopes) {
        return with(host().tokenWith(Map.of("sub", profile, "fhirUser", profile, "scope", List.of(scopes.split(" ")))));
    }

    private static String bundle(String type, String method, String url, String resource) {
        String content = resource.isEmpty() ? "" : "\"resource\":" + resource + ",";
        return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{%s\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}]}"
                .formatted(type, content, method, url);
    }
}

package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.attacks.AdmissionTasks.adding;
import static org.telemed.attacks.AdmissionTasks.bundle;
import static org.telemed.attacks.AdmissionTasks.forged;
import static org.telemed.attacks.AdmissionTasks.plain;
import static org.telemed.attacks.AdmissionTasks.withId;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.Http;

/** Somebody who may write Tasks lets people in by a Task that looks like the server's. */
public interface ForgedAdmissions extends AdmissionTasks {

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

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ForgedAdmissions#disguises")
    default void nobody_stores_a_task_that_looks_like_ours(Disguise disguise) {
        String id = aVisitWithAWaitingRoom();
        as("jane").asksForToken(id);
        String forged = adding(
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
}

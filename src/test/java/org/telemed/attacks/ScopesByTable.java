package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.attacks.SmartReading.Stored;

/** Scopes, interactions and resources, all with each other: the server grants what a naive reading of SMART grants. */
public interface ScopesByTable extends PatientRecords {
    String LAB = "?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";

    /** Some alone, and some together. */
    static List<List<String>> rowsOfTheTable() {
        List<List<String>> all = new ArrayList<>();
        for (String context : List.of("patient", "user", "system")) {
            for (String type : List.of("*", "Observation")) {
                for (String letters : List.of("r", "s", "rs", "cu", "cruds", "read", "write", "*")) {
                    all.add(List.of(context + "/" + type + "." + letters));
                }
            }
            for (String letters : List.of("r", "s", "rs", "cruds")) {
                all.add(List.of(context + "/Observation." + letters + LAB));
            }
        }
        all.add(List.of());
        all.add(List.of("patient/Observation.rs", "user/Encounter.rs"));
        all.add(List.of("patient/*.r", "user/Observation.s"));
        all.add(List.of("patient/Encounter.rs", "patient/Observation.rs" + LAB));
        all.add(List.of("patient/Observation.r", "patient/Observation.s" + LAB));
        all.add(List.of("user/Observation.cu", "patient/Observation.rs"));
        all.add(List.of("patient/*.rs", "system/Questionnaire.rs", "openid", "launch/patient"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ScopesByTable#rowsOfTheTable")
    default void the_table_is_that_of_a_naive_reading(List<String> scopes) {
        List<Stored> stored = resources();
        List<String> differences = new ArrayList<>();
        List<Optional<String>> patients = scopes.toString().contains("patient/")
                ? List.of(Optional.of("jane-doe"), Optional.empty())
                : List.of(Optional.of("jane-doe"));
        for (Optional<String> patient : patients) {
            Map<String, Object> claims = new HashMap<>(Map.of("scope", scopes));
            patient.ifPresent(id -> claims.put("patient", id));
            compare(having(claims), new SmartReading(scopes, patient), stored, differences);
        }
        assertThat(differences).isEmpty();
    }

    private void compare(Caller caller, SmartReading reading, List<Stored> stored, List<String> differences) {
        for (Stored one : stored) {
            Map<String, Boolean> seen = seen(caller, one);
            Map<String, Boolean> expected = Map.of(
                    "read", reading.grants('r', one),
                    "vread", reading.grants('r', one),
                    "history", reading.grants('r', one),
                    "search", reading.grants('s', one),
                    "search by POST", reading.grants('s', one),
                    "read in a batch", reading.grants('r', one),
                    "search in a batch", reading.grants('s', one),
                    "history of the type", reading.grantsWhole('s', one.type()));
            expected.forEach((interaction, granted) -> {
                if (!granted.equals(seen.get(interaction))) {
                    differences.add(reading + " " + interaction + " " + one + ": granted " + granted);
                }
            });
            if (one.isWritten()) {
                writes(caller, one).forEach((letter, isDone) -> {
                    if (!isDone.equals(reading.grants(letter, one))) {
                        differences.add(reading + " " + letter + " " + one + ": was done " + isDone);
                    }
                });
            }
        }
    }

    private Map<String, Boolean> seen(Caller caller, Stored one) {
        String path = one.type() + "/" + one.id();
        String search = one.type() + "?_id=" + one.id();
        Map<String, Boolean> seen = new HashMap<>();
        seen.put("read", holds(caller.get(path), one));
        seen.put("vread", holds(caller.get(path + "/_history/1"), one));
        seen.put("history", holds(caller.get(path + "/_history"), one));
        seen.put("search", holds(caller.get(search), one));
        seen.put("search by POST", holds(postsForm(caller, one.type() + "/_search", "_id=" + one.id()), one));
        seen.put("read in a batch", holds(caller.post("", batchOf(path)), one));
        seen.put("search in a batch", holds(caller.post("", batchOf(search)), one));
        seen.put(
                "history of the type",
                caller.get(one.type() + "/_history?_count=1").status() == 200);
        return seen;
    }

    private static boolean holds(Answer answer, Stored one) {
        assertThat(answer.status()).as(answer::body).isIn(200, 400, 403, 404);
        return answer.status() == 200 && answer.body().contains("\"id\":\"" + one.id() + "\"");
    }

    private Map<Character, Boolean> writes(Caller caller, Stored one) {
        String json = one.json().replaceFirst("\\{", "{\"id\":\"" + one.id() + "\",");
        return Map.of(
                'c', isDone(caller.post(one.type(), one.json())),
                'u', isDone(caller.put(one.type() + "/" + one.id(), json)),
                'd', isDone(caller.deletes(one.type() + "/" + anUnknownId())));
    }

    private static boolean isDone(Answer answer) {
        assertThat(answer.status()).as(answer::body).isIn(200, 201, 403, 404);
        return answer.status() != 403;
    }

    private List<Stored> resources() {
        String appointment =
                "{\"resourceType\":\"Appointment\",\"status\":\"booked\",\"participant\":[{\"status\":\"accepted\","
                        + "\"actor\":{\"reference\":\"%s\"}}]}";
        return Stream.of(
                        new Stored(
                                "Observation", "", "jane-doe", "laboratory", observation(JANE, category("laboratory"))),
                        new Stored("Observation", "", "jane-doe", "exam", observation(JANE, category("exam"))),
                        new Stored(
                                "Observation",
                                "",
                                "max-elsewhere",
                                "laboratory",
                                observation(MAX, category("laboratory"))),
                        new Stored("Observation", "", "max-elsewhere", "", observation(MAX, "")),
                        encounter(JANE, "jane-doe"),
                        encounter(MAX, "max-elsewhere"),
                        new Stored("Appointment", "", "jane-doe", "", appointment.formatted(JANE)),
                        new Stored("Appointment", "", "max-elsewhere", "", appointment.formatted(MAX)),
                        none("Practitioner"),
                        none("Location"),
                        none("ValueSet"),
                        none("Questionnaire"))
                .map(one -> one.withId(isStored(one.type(), one.json())))
                .toList();
    }

    private Stored encounter(String subject, String patient) {
        return new Stored(
                "Encounter",
                "",
                patient,
                "",
                aVisitOfJaneWithAdam().withSubject(subject).json(host().release()));
    }

    private static Stored none(String type) {
        return new Stored(
                type,
                "",
                "",
                "",
                "{\"resourceType\":\"" + type + "\""
                        + (Set.of("ValueSet", "Questionnaire").contains(type) ? ",\"status\":\"draft\"" : "") + "}");
    }
}

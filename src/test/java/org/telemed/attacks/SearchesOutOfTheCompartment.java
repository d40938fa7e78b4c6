package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** Somebody whose {@code patient/} scopes are about one patient searches for records of another one, or counts them. */
public interface SearchesOutOfTheCompartment extends PatientRecords {

    /** Searches that find records of max's, for whoever may. */
    static Stream<String> searchesForMax() {
        return Stream.of(
                "Observation",
                "Observation?code:text=x",
                "Observation?status=final",
                "Observation?patient:missing=false",
                "Observation?subject:missing=false",
                "Observation?_sort=-_lastUpdated",
                "Observation?_lastUpdated=gt2020-01-01",
                "Observation?_summary=text",
                "Observation?_elements=id",
                "Observation?_count=1",
                "Observation?_offset=0&_count=5",
                "Observation?performer:missing=true",
                "Encounter?status=in-progress",
                "Encounter?identifier=urn:secret%7C",
                "Encounter?_id=visit-eve",
                "Encounter?_id=visit-eve,visit-arrived",
                "Encounter?_summary=count",
                "Encounter?_summary=count&_id=visit-eve",
                "Encounter?_total=accurate&_count=1",
                "Encounter?_include=Encounter:subject&_count=50",
                "Encounter?_include=*&_count=50",
                "Encounter?_revinclude=Observation:encounter",
                "Patient?family=Elsewhere",
                "Patient?name=Elsewhere",
                "Patient?_summary=count",
                "Patient?gender=male",
                "Patient?_revinclude=Observation:subject",
                "Patient?_revinclude=Encounter:patient",
                "RelatedPerson?_count=50",
                "AuditEvent?_count=5",
                "Appointment?_count=5");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.SearchesOutOfTheCompartment#searchesForMax")
    default void they_find_the_compartment_alone(String path) {
        someRecords();
        for (String name : List.of("jane", "her father", "jane with a directory")) {
            Caller caller = about(name);
            String[] parts = (path + "?").split("\\?");
            String query = parts.length > 1 ? parts[1] : "";
            assertOwn(caller.get(path));
            assertOwn(postsForm(caller, parts[0] + "/_search", query));
            Answer batch = caller.post("", batchOf(path));
            assertThat(batch.expecting(200).body()).doesNotContain(SECRET, "max-elsewhere");
            Answer transaction = caller.post("", batchOf(path).replace("\"batch\"", "\"transaction\""));
            assertThat(transaction.body()).doesNotContain(SECRET, "max-elsewhere");
            assertThat(batch.json().at("/entry/0/resource/total").asInt(-1))
                    .isEqualTo(caller.get(path).json().path("total").asInt(-1));
        }
    }

    private void assertOwn(Answer answer) {
        assertThat(answer.expecting(200).body()).doesNotContain(SECRET, "max-elsewhere");
        for (JsonNode entry : answer.json().path("entry")) {
            JsonNode resource = entry.path("resource");
            String type = resource.path("resourceType").asText();
            if (type.matches("Encounter|Observation")) {
                assertThat(resource.at("/subject/reference").asText(JANE)).isEqualTo(JANE);
            }
        }
    }

    /** Of both, in the visits of either. */
    private void someRecords() {
        String visit = anEncounterOfMax();
        String own = aStored(aVisitOfJaneWithAdam());
        for (String encounter : List.of(visit, own)) {
            String element = ",\"encounter\":{\"reference\":\"Encounter/" + encounter + "\"}";
            isStored("Observation", observation(MAX, element));
            isStored("Observation", observation(JANE, element));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter?patient=max-elsewhere",
                "Encounter?patient=Patient/max-elsewhere",
                "Encounter?patient=max-elsewhere,jane-doe",
                "Observation?patient=Patient/max-elsewhere",
                "Patient?_id=max-elsewhere",
                "Patient?_id=none-such",
                "Patient?_id=max-elsewhere,jane-doe",
                "Encounter?subject=Patient/max-elsewhere",
                "Encounter?subject:Patient=max-elsewhere",
                "Encounter?patient:Patient=max-elsewhere",
                "Encounter?patient=jane-doe&patient=max-elsewhere",
                "Encounter?patient=Patient/jane-doe&subject=Patient/max-elsewhere"
            })
    default void naming_another_patient_finds_nothing(String path) {
        anEncounterOfMax();
        Answer answer = about("jane").get(path);
        assertThat(answer.body()).doesNotContain(SECRET, "Elsewhere");
        if (answer.status() == 200) {
            assertThat(idsIn(answer)).doesNotContain("max-elsewhere");
        } else {
            assertRefused(answer, 403, "forbidden", "not-allowed");
        }
        assertThat(about("jane").get(path.replace("max-elsewhere", "none-such")).status())
                .isEqualTo(answer.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter?subject:Patient.family=Elsewhere",
                "Encounter?patient.family=Doe",
                "Encounter?subject.family=Elsewhere",
                "Encounter?_has:Observation:encounter:code:text=x",
                "Encounter?_has:Observation:encounter:_id=1",
                "Patient?_has:Encounter:patient:status=in-progress",
                "Patient?link:Patient.family=Elsewhere",
                "Patient?general-practitioner:Practitioner.name=Adam",
                "Encounter?part-of.status=in-progress",
                "Observation?_list=1",
                "Observation?_contained=true",
                "Observation?_contained=both",
                "Encounter?_sort=patient.family",
                "Encounter?_include=Encounter:subject&_include:iterate=Patient:link",
                "Encounter?_revinclude:iterate=Observation:encounter",
                "Encounter?_revinclude=*",
                "Encounter?_include=Encounter:location&_include:recurse=Location:partof",
                "Encounter?_filter=status%20eq%20planned",
                "Encounter?_text=Elsewhere",
                "Encounter?_content=Elsewhere",
                "Encounter?_query=x"
            })
    default void what_looks_beyond_the_compartment_is_refused(String path) {
        Answer answer = about("jane").get(path);
        assertThat(answer.status()).as(path + answer.body()).isIn(400, 403, 405);
        assertThat(answer.body()).doesNotContain("\"entry\"");
        Answer batch = about("jane").post("", batchOf(path));
        assertThat(
                        batch.status() == 200
                                ? batch.json().at("/entry/0/response/status").asText()
                                : batch.status() + "")
                .as(batch::body)
                .startsWith("4");
    }

    @Test
    default void an_include_leaves_out_what_is_another_patient_s() {
        String visit = aStored(aVisitOfJaneWithAdam());
        String element = ",\"encounter\":{\"reference\":\"Encounter/" + visit + "\"}";
        String hidden = isStored("Observation", observation(MAX, element));
        String shown = isStored("Observation", observation(JANE, element));
        Answer answer = about("jane").get("Encounter?_id=" + visit + "&_revinclude=Observation:encounter");
        assertThat(idsIn(answer)).containsExactlyInAnyOrder(visit, shown).doesNotContain(hidden);
        String other = isStored("Patient", "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Third\"}]}");
        String link = isStored(
                "Observation", observation(JANE, ",\"performer\":[{\"reference\":\"Patient/" + other + "\"}]"));
        Answer included = about("jane").get("Observation?_id=" + link + "&_include=Observation:performer");
        assertThat(idsIn(included)).containsExactly(link);
        assertThat(idsIn(about("jane").get("Encounter?_id=" + visit + "&_include=Encounter:practitioner")))
                .containsExactlyInAnyOrder(visit, "adam-careful");
    }

    @Test
    default void the_pages_of_somebody_else_s_search_are_as_unknown_ones() {
        someRecords();
        someRecords();
        Caller adam = as("adam");
        Answer first = adam.send(adam.request("Observation?_count=2&_total=accurate&status=final")
                .header("Cache-Control", "no-cache")
                .GET());
        String next = next(first);
        assertThat(adam.get(next).status()).isEqualTo(200);
        String unknown = next.replaceFirst("_getpages=[^&]*", "_getpages=" + anUnknownId());
        for (String name : List.of("jane", "her father", "jane with a directory")) {
            Answer page = about(name).get(next);
            assertThat(page.status()).isEqualTo(410);
            assertThat(page.body()).isEqualTo(about(name).get(unknown).body());
        }
    }

    @Test
    default void nor_are_those_of_somebody_else_s_history() {
        String visit = anEncounterOfMax();
        Caller adam = as("adam");
        for (int i = 0; i < 3; i++) {
            adam.patch(
                            "Encounter/" + visit,
                            "application/json-patch+json",
                            "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"x" + i + "\"}]")
                    .expecting(200);
        }
        for (String history : List.of(
                "Encounter/" + visit + "/_history?_count=1", "Encounter/_history?_count=1", "_history?_count=1")) {
            String next = next(adam.get(history));
            assertThat(adam.get(next).status()).isEqualTo(200);
            assertThat(about("jane").get(next).status()).as(history).isIn(403, 404, 410);
        }
    }

    @Test
    default void one_s_own_pages_are_read_to_their_end() {
        for (int i = 0; i < 5; i++) {
            isStored("Observation", observation(JANE, category("exam")));
            isStored("Observation", observation(MAX, category("exam")));
        }
        assertReadToTheEnd("Observation?category=exam&_count=2&_total=accurate", 5);
    }

    /** Each page without anything of max's, and as many resources on them as the first page says. */
    private void assertReadToTheEnd(String search, int atLeast) {
        Caller jane = about("jane");
        Answer page = jane.get(search);
        int total = page.json().path("total").asInt();
        int found = idsIn(page).size();
        assertThat(page.body()).doesNotContain(SECRET);
        while (!next(page).isEmpty()) {
            page = jane.get(next(page));
            found += idsIn(page).size();
            assertThat(page.body()).doesNotContain(SECRET);
        }
        assertThat(found).isEqualTo(total).isGreaterThanOrEqualTo(atLeast);
    }

    @Test
    default void a_search_is_not_answered_by_the_results_of_another_caller_s() {
        someRecords();
        String query = "Observation?status=final&_total=accurate&_count=3&patient=" + JANE;
        int all = as("adam").get(query).json().path("total").asInt();
        Answer own = about("jane").get(query);
        assertThat(own.json().path("total").asInt()).isEqualTo(all);
        Caller nobody = having(Map.of("fhirUser", "Device/home-tablet"));
        assertRefused(nobody.get(query), 403, "forbidden", "not-allowed");
        assertThat(as("adam")
                        .get("Observation?status=final&_total=accurate&_count=3")
                        .json()
                        .path("total")
                        .asInt())
                .isGreaterThan(all);
    }

    @Test
    default void an_id_without_a_type_means_the_patient() {
        as("clinic").put("Practitioner/jane-doe", "{\"resourceType\":\"Practitioner\",\"id\":\"jane-doe\"}");
        isStored(
                "Appointment",
                "{\"resourceType\":\"Appointment\",\"status\":\"booked\",\"description\":\"" + SECRET
                        + "\",\"participant\":[{\"status\":\"accepted\",\"actor\":{\"reference\":\"Practitioner/jane-doe\"}}]}");
        assertReadToTheEnd("Appointment?actor=jane-doe&_total=accurate&_count=20", 0);
    }

    /** The path of the next page below the FHIR base; empty if there is none. */
    private String next(Answer answer) {
        for (JsonNode link : answer.expecting(200).json().path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText().replaceFirst("^.*/fhir/?", "");
            }
        }
        return "";
    }
}

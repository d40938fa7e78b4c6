package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** Parameters that HAPI leaves out of what it does, so that an answer says more, or something else, than was asked for. */
public interface IgnoredParameters extends Acceptance {

    static Stream<String> unknown() {
        return Stream.of(
                "Encounter?_INCLUDE=Encounter:subject",
                "Encounter?_SUMMARY=count",
                "Encounter?_type=Patient",
                "Encounter?_zzz=1",
                "Encounter?_in=x",
                "Encounter?_since=2020-01-01T00:00:00Z",
                "Encounter?_containedType=contained",
                "Encounter?_includeDeleted=true",
                "Encounter?STATUS=planned",
                "Encounter?status:zzz=1",
                "Encounter?status:=planned",
                "Encounter?status:exact=planned",
                "Encounter?status:missing=maybe",
                "Encounter?date:not=2020",
                "Encounter?length:exact=2",
                "Encounter?_id:contains=visit",
                "Encounter?_lastUpdated:missing=true",
                "Encounter?_tag:missing=true",
                "Encounter?_profile:missing=true",
                "Encounter?_count:exact=1",
                "Encounter?_pretty:not=true",
                "Encounter?_sort:desc=date",
                "Encounter?_sort=-",
                "Encounter?_include:zzz=Encounter:subject",
                "Encounter?_include=Encounter:status",
                "Encounter?_revinclude=Observation:code",
                "Encounter?_elements=zzz",
                "Encounter?_elements=status,subject.zzz",
                "Encounter?_elements=Encounter.zzz",
                "Encounter?_elements:exclude=zzz",
                "Encounter?subject:zzz=1",
                "Encounter?subject:Patient.name:zzz=1",
                "Encounter?subject.zzz=1",
                "Encounter?status.name=x",
                "Observation?encounter:status:zzz=1",
                "Observation?encounter.status:zzz=1",
                "Observation?encounter:Encounter.subject.name:zzz=1",
                "Encounter?_has:Observation:code:code=1",
                "Encounter?_has:Observation:encounter:code:zzz=1",
                "Patient?family:soundex=x",
                "ValueSet?url:not=x",
                "Observation?code-value-quantity:exact=a$1");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.IgnoredParameters#unknown")
    default void what_a_search_does_not_know_is_refused(String search) {
        Caller adam = as("adam");
        assertRefused(adam.get(encoded(search)), 400, "invalid", "bad-request");
        String[] parts = search.split("\\?", 2);
        assertRefused(
                adam.send(adam.request(parts[0] + "/_search")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(encoded(parts[1])))),
                400,
                "invalid",
                "bad-request");
        assertRefused(adam.post("", bundle("transaction", "GET", encoded(search))), 400, "invalid", "bad-request");
        Answer batch = adam.post("", bundle("batch", "GET", encoded(search)));
        assertThat(batch.json().at("/entry/0/response/status").asText())
                .as(batch::body)
                .startsWith("400");
        assertThat(batch.body()).contains("bad-request").doesNotContain("HAPI-");
    }

    /** Else a misspelt condition would change or delete the first resource that there is, or whichever it finds. */
    @ParameterizedTest
    @ValueSource(
            strings = {"identifier:zzz=x", "_identifier=x", "_ID=nobody", "identifier=x&_count=1", "identifier=%FF"})
    default void nor_is_it_in_a_condition(String condition) {
        Caller adam = as("adam");
        String patient = "{\"resourceType\":\"Patient\"}";
        List<Answer> answers = List.of(
                adam.put("Patient?" + condition, patient),
                adam.patch("Patient?" + condition, "application/json-patch+json", "[]"),
                adam.deletes("Patient?" + condition),
                adam.send(adam.request("Patient")
                        .header("Content-Type", "application/fhir+json")
                        .header("If-None-Exist", condition)
                        .POST(BodyPublishers.ofString(patient))),
                adam.post("", bundle("transaction", "DELETE", "Patient?" + condition)),
                adam.post(
                        "",
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + patient
                                + ",\"request\":{\"method\":\"POST\",\"url\":\"Patient\",\"ifNoneExist\":\"" + condition
                                + "\"}}]}"));
        answers.forEach(answer -> assertRefused(answer, 400, "invalid", "bad-request"));
    }

    @Test
    default void nor_is_it_in_a_reference_that_searches() {
        String encounter =
                aVisitOfJaneWithAdam().withSubject("Patient?identifier:zzz=x").json(host().release());
        assertRefused(as("adam").post("Encounter", encounter), 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_history?_since=foo",
                "_history?zzz=1",
                "Encounter/_history?_at=foo",
                "Encounter/_history?status=planned",
                "Encounter/_history?_sort=date",
                "Encounter/visit-planned/_history?_since=2020-13",
                "Encounter/visit-planned/_history?_list=x",
                "Encounter/visit-planned/_history?_elements=zzz",
                "Encounter/visit-planned/_history?_format=zzz",
                "Encounter/visit-planned?_elements=zzz",
                "Encounter/visit-planned?_zzz=1",
                "Encounter/visit-planned?_SUMMARY=true",
                "Encounter/visit-planned?_pretty=maybe",
                "Encounter/visit-planned?_summary=zzz",
                "Encounter/visit-planned?zzz=1",
            })
    default void nor_is_it_in_a_history_or_a_read(String path) {
        assertRefused(as("clinic").get(path), 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @CsvSource({
        "Encounter?_INCLUDE=Encounter:subject, _INCLUDE, _include",
        "Encounter?STATUS=planned, STATUS, status",
        "Encounter?status:nott=planned, nott, not",
        "Encounter?subject:Patien=1, Patien, Patient",
        "Encounter?_elements=statu, _elements, status",
        "Encounter?_has:Observatio:encounter:code=x, Observatio, Observation",
        "Encounter?status=%FF, status, ''",
        "Encounter?_lastUpdatet=2020, _lastUpdatet, _lastUpdated",
    })
    default void the_refusal_names_it_and_the_nearest(String search, String named, String nearest) {
        assertThat(as("adam")
                        .get(search)
                        .expecting(400)
                        .issue()
                        .path("diagnostics")
                        .asText())
                .contains(named, nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "%C3", "%C3%28", "%ED%A0%80", "%F4%90%80%80", "a%80b", "%C0%AF"})
    default void bytes_that_are_no_utf_8_are_refused(String value) {
        Caller adam = as("adam");
        for (String path :
                List.of("Encounter?status=", "Encounter/_history?_since=", "Encounter/visit-planned?_format=")) {
            assertRefused(adam.get(path + value), 400, "invalid", "bad-request");
        }
        assertThat(adam.post("", bundle("batch", "GET", "Encounter?status=" + value))
                        .body())
                .contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter?_include:iterate=Encounter:subject&_revinclude:iterate=Observation:encounter",
                "Encounter?_elements=id,status,meta.lastUpdated,subject.reference,Patient.name.family,*.meta",
                "Encounter?_elements:exclude=Encounter.text",
                "Encounter?_id:not=visit-planned&_tag:not=x&_security:not=x&_profile:below=http://x&_source:missing=true",
                "Encounter?status:not=planned&date=ge2020&length:missing=true",
                "Encounter?subject:Patient=jane-doe&subject:Patient.name:exact=Jane&subject.birthdate=1970",
                "Encounter?_has:Observation:encounter:code=x&_has:Observation:encounter:subject.family=x",
                "Encounter?_count=1&_offset=0&_sort=-date,status&_total=accurate&_summary=true&_pretty=true&_format=json",
                "Encounter?status=&_count=&_lastUpdated=gt2020&_contained=false&_list=x",
                "Patient?family:exact=x&name:nickname=bob&identifier=a|b",
                "Observation?code-value-quantity=http://loinc.org|1$gt5.4&value-quantity=5.4|http://unitsofmeasure.org|mg",
                "Location?near=52.5|13.4|10|km",
                "Encounter/_history?_since=2020-01-01T00:00:00Z&_count=2",
                "Encounter/visit-planned/_history?_at=ge2020-01-01&_summary=true",
                "Encounter/visit-planned?_elements=status&_pretty=false",
            })
    default void what_is_known_is_done(String search) {
        as("clinic").get(encoded(search)).expecting(200);
    }

    @Test
    default void a_delete_takes_no_if_match() {
        Caller adam = as("adam");
        String id = aPatientOf(adam);
        var delete = adam.request("Patient/" + id).header("If-Match", "W/\"7\"").DELETE();
        assertRefused(adam.send(delete), 400, "invalid", "bad-request");
        for (String type : List.of("batch", "transaction")) {
            String bundle = bundle(type, "DELETE", "Patient/" + id)
                    .replace("\"method\"", "\"ifMatch\":\"W/\\\"7\\\"\",\"method\"");
            assertThat(adam.post("", bundle).body()).contains("If-Match");
        }
        adam.get("Patient/" + id).expecting(200);
    }

    /** HAPI would delete it and keep its versions, and whoever has to expunge would believe them gone. */
    @Test
    default void a_delete_by_id_does_not_pretend_to_expunge() {
        Caller adam = as("adam");
        String id = aPatientOf(adam);
        String delete = "Patient/" + id + "?_expunge=true";
        assertRefused(adam.deletes(delete), 400, "invalid", "bad-request");
        assertRefused(adam.post("", bundle("transaction", "DELETE", delete)), 400, "invalid", "bad-request");
        assertThat(adam.post("", bundle("batch", "DELETE", delete))
                        .json()
                        .at("/entry/0/response/status")
                        .asText())
                .startsWith("400");
        adam.get("Patient/" + id).expecting(200);
    }

    private static String aPatientOf(Caller caller) {
        return caller.post("Patient", "{\"resourceType\":\"Patient\"}")
                .expecting(201)
                .json()
                .path("id")
                .asText();
    }

    private static String encoded(String search) {
        return search.replace("|", "%7C").replace("$", "%24");
    }

    private static String bundle(String type, String method, String url) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[{\"request\":{\"method\":\"" + method
                + "\",\"url\":\"" + url + "\"}}]}";
    }
}

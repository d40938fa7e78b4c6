package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.FhirRelease;

/** What is asked for is done or refused; nothing is lost or ignored in silence. */
public interface NothingIsIgnored extends Acceptance {

    @Test
    default void an_element_that_fhir_does_not_know_is_refused_and_named() {
        Map<String, String> wrong = Map.of(
                "\"participants\":[{\"individual\":{\"reference\":\"Practitioner/adam-careful\"}}]",
                "Encounter.participants",
                "\"_participant\":[{\"id\":\"x\"}]",
                "Encounter._participant",
                "\"location\":[{\"location\":{\"display\":\"x\",\"name\":\"y\"}}]",
                "Encounter.location[0].location.name",
                "\"contained\":[{\"resourceType\":\"Location\",\"id\":\"l\",\"nickname\":\"y\"}],"
                        + "\"location\":[{\"location\":{\"reference\":\"#l\"}}]",
                "Encounter.contained[0].nickname",
                "\"extension\":[{\"url\":\"http://example.org/x\",\"valueText\":\"y\"}]",
                "Encounter.extension[0].valueText",
                "\"identifier\":[{\"value\":\"1\",\"_value\":{\"comment\":\"x\"}}]",
                "Encounter.identifier[0]._value");
        wrong.forEach((element, path) -> assertNamed(element, path));
    }

    @Test
    default void a_wrong_json_type_is_refused_and_named() {
        Map<String, String> wrong = Map.of(
                "\"identifier\":{\"value\":\"1\"}", "Encounter.identifier",
                "\"language\":[\"de\"]", "Encounter.language",
                "\"identifier\":[[{\"value\":\"1\"}]]", "Encounter.identifier[0]",
                "\"identifier\":[\"1\"]", "Encounter.identifier[0]",
                "\"identifier\":[{\"value\":17}]", "Encounter.identifier[0].value",
                "\"extension\":[{\"url\":\"http://example.org/x\",\"valueBoolean\":\"true\"}]",
                        "Encounter.extension[0].valueBoolean",
                "\"extension\":[{\"url\":\"http://example.org/x\",\"valueInteger\":\"1\"}]",
                        "Encounter.extension[0].valueInteger",
                "\"identifier\":[{\"value\":\" \"}]", "Encounter.identifier[0].value",
                "\"identifier\":[{}]", "Encounter.identifier[0]");
        wrong.forEach((element, path) -> assertNamed(element, path));
    }

    @Test
    default void an_element_that_is_there_twice_is_refused() {
        assertNamed("\"language\":\"de\",\"language\":\"fr\"", "twice");
    }

    @Test
    default void a_body_of_another_fhir_version_is_refused() {
        String ours = host().release().isR5() ? "actor" : "individual";
        String theirs = host().release().isR5() ? "individual" : "actor";
        String other = aVisitOfJaneWithAdam().json(host().release()).replace(ours, theirs);
        Answer answer = changingNothing(() -> as("adam").createsRoomFor(other));
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.body()).contains("Encounter.participant[0]." + theirs);
        assertThat(seedRefuses(other)).isEqualTo(400);
    }

    @Test
    default void what_xml_says_and_fhir_does_not_know_is_refused() {
        String xml = "<Encounter xmlns=\"http://hl7.org/fhir\"><status value=\"in-progress\"/>%s</Encounter>";
        for (String element : List.of("<participants/>", "<language valeu=\"de\"/>", "<status value=\"planned\"/>")) {
            Answer answer = changingNothing(() -> sent("application/fhir+xml", xml.formatted(element)));
            assertRefused(answer, 400, "invalid", "bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0", "4.0", "4.3", "5.0", "1.0", "nonsense"})
    default void a_content_type_of_another_fhir_version_is_415(String version) {
        String ours = switch (host().release()) {
            case R4 -> "4.0";
            case R4B -> "4.3";
            case R5 -> "5.0";
        };
        String type = "application/fhir+json; fhirVersion=" + version;
        String visit = aVisitOfJaneWithAdam().json(host().release());
        if (version.equals(ours)) {
            sent(type, visit).expecting(200);
            assertThat(seedSends(visit, type)).isEqualTo(200);
        } else {
            assertRefused(changingNothing(() -> sent(type, visit)), 415, "not-supported", "bad-request");
            assertThat(seedSends(visit, type)).isEqualTo(415);
        }
    }

    @Test
    default void a_content_type_that_names_two_fhir_versions_is_415() {
        String visit = aVisitOfJaneWithAdam().json(host().release());
        String ours = host().release().isR5() ? "5.0" : host().release() == FhirRelease.R4B ? "4.3" : "4.0";
        String type = "application/fhir+json; fhirVersion=%s; fhirVersion=3.0".formatted(ours);
        assertRefused(changingNothing(() -> sent(type, visit)), 415, "not-supported", "bad-request");
        assertThat(seedSends(visit, type)).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "utf-16", "\"windows-1252\""})
    default void a_content_type_of_another_charset_is_415(String charset) {
        String visit = aVisitOfJaneWithAdam().json(host().release());
        String type = "application/fhir+json; charset=" + charset;
        assertRefused(changingNothing(() -> sent(type, visit)), 415, "not-supported", "bad-request");
        assertThat(seedSends(visit, "application/json;charset=" + charset)).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({"maxParticpants=3, maxParticipants", "maxparticipants=3, maxParticipants", "_sumary=true, ''", "x=1, ''"
    })
    default void an_unknown_query_parameter_is_refused_and_the_nearest_suggested(String query, String nearest) {
        String id = aStored(aVisitOfJaneWithAdam());
        String visit = aVisitOfJaneWithAdam().json(host().release());
        for (Request create : List.<Request>of(
                () -> as("adam").post("Encounter/$create-telemed-room?" + query, visit),
                () -> as("adam").post("Encounter/" + id + "/$create-telemed-room?" + query, ""))) {
            Answer answer = changingNothing(create);
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.body()).contains(nearest.isEmpty() ? "no parameter" : "Did you mean " + nearest);
        }
        for (Request other : List.<Request>of(
                () -> as("adam").post("Encounter/" + id + "/$end-telemed-room?" + query, ""),
                () -> as("adam").get("Encounter/" + id + "/$telemed-token?" + query))) {
            Answer answer = changingNothing(other);
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.body()).contains("no parameter").doesNotContain("maxParticipants");
        }
    }

    /** What one operation takes is no suggestion for another one. */
    @Test
    default void a_parameter_of_another_operation_is_unknown_and_never_suggested() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String visit = aVisitOfJaneWithAdam().json(host().release());
        Map<String, List<String>> unknown = Map.of(
                "Encounter/" + id + "/$end-telemed-room",
                List.of("maxParticipants", "encounterId", "encounter"),
                "Encounter/" + id + "/$telemed-token",
                List.of("maxParticipants", "encounterId", "encounter"),
                "Encounter/$telemed-token",
                List.of("maxParticipants", "encounter", "maxParticpants"),
                "Encounter/" + id + "/$create-telemed-room",
                List.of("encounterId", "encounter"),
                "Encounter/$create-telemed-room",
                List.of("encounterId"));
        unknown.forEach((path, names) -> names.forEach(name -> {
            String body = path.equals("Encounter/$create-telemed-room") ? visit : "";
            Answer query = changingNothing(() -> as("adam").post(path + "?" + name + "=3", body));
            Answer inBody = changingNothing(
                    () -> as("adam").post(path, parameters("{\"name\":\"" + name + "\",\"valueString\":\"3\"}")));
            for (Answer answer : List.of(query, inBody)) {
                assertRefused(answer, 400, "invalid", "bad-request");
                assertThat(answer.issue().path("diagnostics").asText())
                        .contains("no parameter " + name)
                        .doesNotContain("Did you mean max", "body");
            }
        }));
        assertThat(as("jane").asksForToken(id).status()).isEqualTo(200);
    }

    @Test
    default void an_encounter_as_the_body_is_for_the_create_alone() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String visit = aVisitOfJaneWithAdam().json(host().release());
        for (String path : List.of(
                "Encounter/" + id + "/$end-telemed-room",
                "Encounter/" + id + "/$telemed-token",
                "Encounter/$telemed-token",
                "Encounter/" + id + "/$create-telemed-room")) {
            Answer answer = changingNothing(() -> as("adam").post(path, visit));
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.body()).contains("Leave the body out");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "_elements=foo, _elements",
        "'_elements=status,subject.foo', _elements",
        "_summary=foo, _summary",
        "_pretty=foo, _pretty",
        "_format=foo, _format",
        "_format=json&_format=json, _format",
        "_summary=true&_summary=true, _summary",
        "_pretty=true&_pretty=false, _pretty",
        "_count=1, _count",
        "_sumary=true, Did you mean _summary",
    })
    default void a_result_parameter_is_done_or_refused_and_named(String query, String named) {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        String visit = aVisitOfJaneWithAdam().json(host().release());
        for (Request request : List.<Request>of(
                () -> as("adam").post("Encounter/$create-telemed-room?" + query, visit),
                () -> as("adam").post("Encounter/" + id + "/$create-telemed-room?" + query, ""),
                () -> as("adam").post("Encounter/" + id + "/$end-telemed-room?" + query, ""),
                () -> as("adam").get("Encounter/" + id + "/$telemed-token?" + query))) {
            Answer answer = changingNothing(request);
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.body()).contains(named);
        }
        assertThat(as("jane").asksForToken(id).status()).isEqualTo(200);
    }

    @Test
    default void several_elements_are_one_list() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        StoredEncounter shown = encounterIn(
                as("adam").post("Encounter/" + id + "/$create-telemed-room?_elements=id&_elements=status", ""));
        assertThat(shown.room()).startsWith("RM");
        assertThat(shown.json().has("status")).isTrue();
        assertThat(shown.json().has("subject")).isFalse();
    }

    @Test
    default void a_preference_without_a_value_is_none() {
        for (String prefer : List.of("return", "return=", "return=x", "handling", ";;", "return=\"")) {
            assertThat(preferring(prefer).json().path("resourceType").asText()).isEqualTo("Encounter");
        }
    }

    @Test
    default void so_is_one_in_parameters_and_in_the_seeds_api() {
        Answer answer = changingNothing(() -> as("adam")
                .createsRoomFor(parameters("{\"name\":\"encouter\",\"resource\":%s}"
                        .formatted(aVisitOfJaneWithAdam().json(host().release())))));
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.body()).contains("Did you mean encounter?");
        ZapehrClient app = new ZapehrClient(host().http(), host().tokenOf("adam"));
        String visit = aVisitOfJaneWithAdam().json(host().release());
        Answer room = changingNothing(
                () -> app.send(app.request("/telemed/room?maxParticpants=3").POST(BodyPublishers.ofString(visit))));
        assertThat(room.status()).isEqualTo(400);
        Answer token = app.get("/telemed/token?encounterID=" + aRoomFor(aVisitOfJaneWithAdam()));
        assertThat(token.status()).isEqualTo(400);
        assertThat(token.body()).contains("encounterId");
    }

    @Test
    default void a_conditional_create_is_refused_and_told_what_to_use() {
        Caller adam = as("adam");
        String id = aStored(aVisitOfJaneWithAdam());
        String visit = aVisitOfJaneWithAdam().json(host().release());
        for (String path : List.of("Encounter/$create-telemed-room", "Encounter/" + id + "/$create-telemed-room")) {
            HttpRequest.Builder request = adam.request(path)
                    .header("Content-Type", Http.FHIR_JSON)
                    .header("If-None-Exist", "identifier=x")
                    .POST(BodyPublishers.ofString(path.contains(id) ? "" : visit));
            Answer answer = changingNothing(() -> adam.send(request));
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.body()).contains("Idempotency-Key");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_summary=true",
                "_summary=text",
                "_summary=count",
                "_summary=data",
                "_elements=status",
                "_pretty=true",
                "_format=json"
            })
    default void fhirs_control_parameters_never_hide_the_room(String query) {
        String visit = aVisitOfJaneWithAdam().json(host().release());
        StoredEncounter created = encounterIn(as("adam").post("Encounter/$create-telemed-room?" + query, visit));
        assertThat(created.room()).startsWith("RM");
        Answer token = as("adam")
                .send(as("adam")
                        .request("Encounter/" + created.id() + "/$telemed-token?" + query)
                        .POST(BodyPublishers.noBody()));
        assertThat(token.expecting(200).parameter("token")).isNotBlank();
    }

    @Test
    default void an_answer_says_which_version_is_where() {
        Answer created = as("adam").createsRoomFor(aVisitOfJaneWithAdam()).expecting(200);
        String id = created.json().path("id").asText();
        assertThat(created.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(created.header("Location")).endsWith("/Encounter/" + id + "/_history/1");
        assertThat(created.header("Content-Location")).isEqualTo(created.header("Location"));
        Answer ended = as("adam").endsRoomOf(id).expecting(200);
        assertThat(ended.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(as("adam").createsRoomOn(id).expecting(200).header("ETag")).isEqualTo("W/\"3\"");
    }

    @Test
    default void prefer_is_honoured() {
        Answer minimal = preferring("return=minimal");
        assertThat(minimal.body()).isEmpty();
        assertThat(stored(minimal.header("Location").replaceFirst(".*/Encounter/([^/]*)/.*", "$1"))
                        .room())
                .startsWith("RM");
        assertThat(preferring("return=representation")
                        .json()
                        .path("resourceType")
                        .asText())
                .isEqualTo("Encounter");
        Answer outcome = preferring("return=OperationOutcome");
        assertThat(outcome.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(outcome.issue().path("severity").asText()).isEqualTo("information");
        assertThat(outcome.header("ETag")).isNotBlank();
    }

    @Test
    default void what_the_store_would_cut_is_refused_and_named() {
        String longText = "x".repeat(201);
        Map<String, String> wrong = Map.of(
                "\"tag\":[{\"code\":\"a\",\"display\":\"LONG\"}]", "Encounter.meta.tag[0].display",
                "\"tag\":[{\"code\":\"a\"},{\"code\":\"LONG\"}]", "Encounter.meta.tag[1].code",
                "\"security\":[{\"system\":\"http://LONG\",\"code\":\"a\"}]", "Encounter.meta.security[0].system",
                "\"profile\":[\"http://LONG\"]", "Encounter.meta.profile[0]",
                "\"source\":\"http://LONGLONGLONGLONG\"", "Encounter.meta.source");
        wrong.forEach((meta, path) -> {
            EncounterFixture visit = aVisitOfJaneWithAdam().with("meta", "{" + meta.replace("LONG", longText) + "}");
            Answer answer = changingNothing(() -> as("adam").createsRoomFor(visit));
            assertRefused(answer, 422, "invalid", "invalid-encounter");
            assertThat(answer.body()).contains(path).doesNotContain(longText);
        });
        EncounterFixture just = aVisitOfJaneWithAdam()
                .with("meta", "{\"tag\":[{\"code\":\"just\",\"display\":\"%s\"}]}".formatted("x".repeat(200)));
        assertThat(stored(aRoomFor(just)).json().at("/meta/tag/0/display").asText())
                .hasSize(200);
    }

    @Test
    default void an_id_with_a_base_a_type_or_a_version_is_refused() {
        String id = aStored(aVisitOfJaneWithAdam());
        for (String bad : List.of(
                host().http().root() + host().fhirPath() + "/Encounter/" + id,
                "http://example.org/fhir/Encounter/" + id,
                "Encounter/" + id + "/_history/1",
                id + "/_history/1",
                "Patient/" + id)) {
            String json = aVisitOfJaneWithAdam().with("id", "\"" + bad + "\"").json(host().release());
            assertRefused(changingNothing(() -> as("adam").createsRoomFor(json)), 400, "invalid", "bad-request");
            assertThat(seedRefuses(json)).isEqualTo(400);
        }
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void text_and_foreign_elements_in_xml_are_refused() {
        String xml = "<Encounter xmlns=\"http://hl7.org/fhir\"><status value=\"in-progress\"/>%s</Encounter>";
        for (String lost : List.of(
                "<language value=\"de\">secret</language>",
                "secret",
                "<![CDATA[secret]]>",
                "<x:language xmlns:x=\"http://example.org/x\" value=\"de\"/>")) {
            Answer answer = changingNothing(() -> sent("application/fhir+xml", xml.formatted(lost)));
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.body()).doesNotContain("secret");
        }
        sent(
                        "application/fhir+xml",
                        xml.formatted("")
                                .replace(
                                        "<status",
                                        "<text><status value=\"generated\"/><div xmlns=\"http://www.w3.org/1999/xhtml\">some <b>text</b></div></text>\n <status"))
                .expecting(200);
    }

    @Test
    default void a_parameter_has_one_value() {
        String visit = aVisitOfJaneWithAdam().json(host().release());
        for (String more : List.of("\"valueString\":\"x\"", "\"part\":[{\"name\":\"y\",\"valueString\":\"z\"}]")) {
            Answer answer = changingNothing(() -> as("adam")
                    .createsRoomFor(parameters("{\"name\":\"encounter\",\"resource\":%s,%s}".formatted(visit, more))));
            assertRefused(answer, 400, "invalid", "bad-request");
        }
    }

    @Test
    default void a_label_without_a_code_is_refused_and_named() {
        EncounterFixture visit = aVisitOfJaneWithAdam().with("meta", "{\"security\":[{\"display\":\"secret\"}]}");
        Answer answer = changingNothing(() -> as("adam").createsRoomFor(visit));
        assertRefused(answer, 422, "invalid", "invalid-encounter");
        assertThat(answer.body()).contains("Encounter.meta.security[0].code").doesNotContain("secret");
    }

    @Test
    default void a_repeated_create_may_not_ask_for_something_else() {
        String key = UUID.randomUUID().toString();
        String visit = aVisitOfJaneWithAdam().json(host().release());
        StoredEncounter first = encounterIn(createdWith(key, "", "", visit));
        assertThat(encounterIn(createdWith(key, "", "", visit)).id()).isEqualTo(first.id());
        assertThat(encounterIn(createdWith(key, "?maxParticipants=3", "", visit))
                        .id())
                .isNotEqualTo(first.id());
        assertRefused(createdWith(key, "", "W/\"77\"", visit), 400, "invalid", "bad-request");
    }

    private Answer createdWith(String key, String query, String ifMatch, String visit) {
        Caller adam = as("adam");
        HttpRequest.Builder request = adam.request("Encounter/$create-telemed-room" + query)
                .header("Content-Type", Http.FHIR_JSON)
                .header("Idempotency-Key", key);
        return adam.send((ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch))
                .POST(BodyPublishers.ofString(visit)));
    }

    @Test
    default void the_answer_has_the_tags_as_they_are_kept() {
        String code = UUID.randomUUID().toString();
        String tag = "{\"system\":\"http://example.org/tags\",\"code\":\"%s\",\"display\":\"%%s\"}".formatted(code);
        aRoomFor(aVisitOfJaneWithAdam().with("meta", "{\"tag\":[%s]}".formatted(tag.formatted("first"))));
        String twice = "{\"id\":\"m\",\"tag\":[%s,%s]}".formatted(tag.formatted("second"), tag.formatted("third"));
        StoredEncounter created =
                encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam().with("meta", twice)));
        assertThat(created.json().path("meta").path("tag"))
                .isEqualTo(stored(created.id()).json().path("meta").path("tag"));
        String again = created.json().toString().replace("\"display\":\"first\"", "\"display\":\"fourth\"");
        StoredEncounter updated = encounterIn(as("adam").createsRoomFor(again));
        assertThat(updated.json()).isEqualTo(stored(created.id()).json());
    }

    @Test
    default void a_unit_that_the_index_cannot_hold_is_refused_before_twilio_is_asked() {
        String length =
                "{\"value\":1,\"system\":\"http://unitsofmeasure.org\",\"code\":\"%s\"}".formatted("x".repeat(201));
        twilio().forgetsRequests();
        Answer answer = changingNothing(
                () -> as("adam").createsRoomFor(aVisitOfJaneWithAdam().with("length", length)));
        assertThat(answer.status()).isIn(400, 422);
        assertThat(twilio().requests("POST /v1/Rooms")).isEmpty();
    }

    private void assertNamed(String element, String path) {
        String json = aVisit().inProgress().withSubject("Patient/jane-doe").json(host().release());
        String wrong = json.substring(0, json.length() - 1) + "," + element + "}";
        Answer answer = changingNothing(() -> as("adam").createsRoomFor(wrong));
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.issue().path("diagnostics").asText()).as(element).contains(path);
        Answer wrapped = changingNothing(() ->
                as("adam").createsRoomFor(parameters("{\"name\":\"encounter\",\"resource\":%s}".formatted(wrong))));
        assertRefused(wrapped, 400, "invalid", "bad-request");
        assertThat(seedRefuses(wrong)).as("/v1 with " + element).isEqualTo(400);
    }

    private int seedRefuses(String body) {
        return changingNothing(() -> new ZapehrClient(host().http(), host().tokenOf("adam"))
                        .createsRoom("{\"encounter\":" + body + "}"))
                .status();
    }

    private int seedSends(String body, String type) {
        ZapehrClient app = new ZapehrClient(host().http(), host().tokenOf("adam"));
        return app.send(app.roomRequest(body).header("Content-Type", type)).status();
    }

    private Answer sent(String type, String body) {
        Caller adam = as("adam");
        return adam.send(adam.request("Encounter/$create-telemed-room")
                .header("Content-Type", type)
                .header("Accept", "application/fhir+json")
                .POST(BodyPublishers.ofString(body)));
    }

    private Answer preferring(String prefer) {
        Caller adam = as("adam");
        return adam.send(adam.request("Encounter/$create-telemed-room")
                        .header("Content-Type", Http.FHIR_JSON)
                        .header("Prefer", prefer)
                        .POST(BodyPublishers.ofString(aVisitOfJaneWithAdam().json(host().release()))))
                .expecting(200);
    }
}

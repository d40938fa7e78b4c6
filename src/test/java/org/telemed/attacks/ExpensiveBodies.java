package org.telemed.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** Few bytes that cost much to parse, and shapes that HAPI's parsers fail on. */
@Timeout(60)
public interface ExpensiveBodies extends Acceptance {

    String HUGE = "1E100000000";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E100000000",
                "\"1E100000000\"",
                "-1e-100000000",
                "\"\u0661E\u0661\u0660\u0660\u0660\u0660\u0660\u0660\""
            })
    default void a_number_is_bounded_on_every_path(String number) {
        String encounter =
                "{\"resourceType\":\"Encounter\",\"status\":\"planned\",\"extension\":[{\"url\":\"http://example.org/x\",\"valueDecimal\":%s}]}"
                        .formatted(number);
        String quantity = "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":%s}}".formatted(number);
        Caller adam = as("adam");
        Caller nobodyMuch = with(host().tokenOf("adam", "user/Patient.r"));
        assertBad(adam.post("Encounter", encounter));
        assertBad(nobodyMuch.post("Encounter", encounter));
        assertBad(adam.put("Encounter/a", encounter));
        assertBad(adam.post("Encounter/$create-telemed-room", encounter));
        assertBad(adam.post("Encounter/$validate", encounter));
        assertBad(adam.post("Observation", quantity));
        assertBad(adam.post("", bundle("POST", "Observation", quantity)));
        assertBad(adam.post(
                "Encounter/$create-telemed-room",
                parameters("{\"name\":\"encounter\",\"resource\":" + encounter + "}")));
        assertBad(adam.patch(
                "Encounter/visit-arrived",
                "application/json-patch+json",
                "[{\"op\":\"add\",\"path\":\"/extension\",\"value\":[{\"url\":\"http://example.org/x\",\"valueDecimal\":%s}]}]"
                        .formatted(number)));
        assertBad(adam.patch(
                "Encounter/visit-arrived",
                "application/fhir+json",
                parameters(
                        "{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"Encounter.length.value\"},{\"name\":\"value\",\"valueDecimal\":%s}]}"
                                .formatted(number))));
    }

    @Test
    default void a_number_is_bounded_in_the_seeds_api_and_in_packed_patches_and_in_xml() {
        String encounter =
                "{\"resourceType\":\"Encounter\",\"status\":\"planned\",\"extension\":[{\"url\":\"http://example.org/x\",\"valueDecimal\":%s}]}"
                        .formatted(HUGE);
        for (String body : List.of(encounter, "{\"encounter\":" + encounter + "}")) {
            Answer answer = host().http().send("POST", "/v1/telemed/room", host().tokenOf("adam"), body);
            assertThat(answer.status()).as(answer::body).isEqualTo(400);
            assertThat(answer.json().path("code").asText()).isEqualTo("4000");
        }
        String patch = "[{\"op\":\"add\",\"path\":\"/length\",\"value\":{\"value\":%s}}]".formatted(HUGE);
        String binary = "{\"resourceType\":\"Binary\",\"contentType\":\"application/json-patch+json\",\"data\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(patch.getBytes(UTF_8)));
        for (String type : List.of("batch", "transaction")) {
            assertBad(as("adam")
                    .post("", bundle("PATCH", "Encounter/visit-arrived", binary).replace("transaction", type)));
        }
        assertBad(
                xml(
                        "POST",
                        "Observation",
                        "<Observation xmlns=\"http://hl7.org/fhir\"><valueQuantity><value value=\"1E100000000\"/></valueQuantity></Observation>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation?value-quantity=1E100000000",
                "Observation?value-quantity=gt1E100000000%7C%7Cmg",
                "Patient?_has:Observation:patient:value-quantity=1E100000000",
                "Observation?code-value-quantity=a$1E100000000",
                "Observation?_filter=value-quantity%20gt%201E100000000",
                "RiskAssessment?probability=1%45-100000000",
            })
    default void a_search_value_is_bounded(String search) {
        assertBad(as("adam").get(search));
        String query = search.substring(search.indexOf('?') + 1);
        Caller adam = as("adam");
        assertBad(adam.send(adam.request(search.replaceFirst("\\?.*", "/_search"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(query))));
        assertBad(adam.post("", bundle("GET", search, "")));
        assertBad(adam.send(adam.request("Observation")
                .header("Content-Type", "application/fhir+json")
                .header("If-None-Exist", query)
                .POST(BodyPublishers.ofString("{\"resourceType\":\"Observation\"}"))));
    }

    @Test
    default void a_patch_makes_no_expensive_number_of_an_identifier() {
        String encounter = aVisitOfJaneWithAdam()
                .with("identifier", "[{\"value\":\"" + HUGE + "\"}]")
                .with("extension", "[{\"url\":\"http://example.org/x\",\"valueDecimal\":1}]")
                .json(host().release());
        String id = as("adam")
                .post("Encounter", encounter)
                .expecting(201)
                .json()
                .path("id")
                .asText();
        String copy = "[{\"op\":\"copy\",\"from\":\"/identifier/0/value\",\"path\":\"/extension/0/valueDecimal\"}]";
        assertBad(as("adam").patch("Encounter/" + id, "application/json-patch+json", copy));
        String binary = "{\"resourceType\":\"Binary\",\"contentType\":\"application/json-patch+json\",\"data\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(copy.getBytes(UTF_8)));
        for (String type : List.of("batch", "transaction")) {
            as("adam").post("", bundle("PATCH", "Encounter/" + id, binary).replace("transaction", type));
        }
        assertThat(stored(id).version()).isEqualTo("1");
    }

    static Stream<String> shapes() {
        return Stream.of(
                "{\"resourceType\":\"Encounter\",\"extension\":[[]]}",
                "{\"resourceType\":\"Encounter\",\"extension\":[null]}",
                "{\"resourceType\":\"Encounter\",\"extension\":[17]}",
                "{\"resourceType\":\"Encounter\",\"extension\":{\"url\":[]}}",
                "{\"resourceType\":\"Encounter\",\"status\":[[\"planned\"]]}",
                "{\"resourceType\":\"Encounter\",\"contained\":[null]}",
                "{\"resourceType\":\"Encounter\",\"contained\":[[]]}",
                "{\"resourceType\":\"Encounter\",\"contained\":[17]}",
                "{\"resourceType\":\"Encounter\",\"contained\":\"x\"}",
                "{\"resourceType\":\"Encounter\",\"_status\":17}",
                "{\"resourceType\":\"Encounter\",\"_status\":[null]}",
                "{\"resourceType\":\"Encounter\",\"_status\":\"x\"}",
                "{\"resourceType\":\"Encounter\",\"meta\":[null]}",
                "{\"resourceType\":\"Encounter\",\"meta\":17}",
                "{\"resourceType\":\"Encounter\",\"text\":17}",
                "{\"resourceType\":\"Encounter\",\"text\":{\"div\":17}}",
                "{\"resourceType\":\"Encounter\",\"id\":{}}",
                "{\"resourceType\":{}}",
                "{\"resourceType\":null}",
                "{\"resourceType\":\"Encounter\",\"participant\":[\"x\"]}",
                "{\"resourceType\":\"Encounter\",\"modifierExtension\":[null]}",
                "{\"resourceType\":\"Encounter\",\"identifier\":[null]}",
                "{\"resourceType\":\"Encounter\",\"identifier\":[{\"extension\":[null]}]}",
                "{\"a\":".repeat(5_000),
                "[[[[",
                "{\"a\":1}{\"b\":2}");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.ExpensiveBodies#shapes")
    default void a_shape_that_the_parser_fails_on_is_no_failure_of_ours(String body) {
        for (Answer answer : List.of(
                as("adam").post("Encounter", body),
                as("adam").put("Encounter/odd-shape", body),
                as("adam").post("", bundle("POST", "Encounter", body)),
                as("adam").post("Encounter/$validate", body),
                as("adam").post("Encounter/$create-telemed-room", body))) {
            assertThat(answer.status()).as(answer + " to " + body).isLessThan(500);
        }
    }

    /** Regular expressions and functions that multiply a text, over a text that the caller has stored. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter.identifier.where(value.matches('(.*a){12}$')).value",
                "Encounter.identifier.where(value.replaceMatches('.','xxxxxxxxxx').replaceMatches('.','xxxxxxxxxx').length()>0).value",
                "Encounter.identifier.where(%resource.identifier.count() > 1).value",
                "Encounter.repeat(identifier)"
            })
    default void the_path_of_a_patch_is_no_program(String path) {
        Caller adam = as("adam");
        String id = aStored(aVisitOfJaneWithAdam().with("identifier", "[{\"value\":\"" + "a".repeat(60) + "!\"}]"));
        String patch = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                + "{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"" + path + "\"},"
                + "{\"name\":\"value\",\"valueString\":\"x\"}]}]}";
        assertBad(adam.patch("Encounter/" + id, "application/fhir+json", patch));
        Answer transaction = adam.post("", bundle("PATCH", "Encounter/" + id, patch));
        assertThat(transaction.status()).as(transaction::body).isEqualTo(400);
        Answer batch = adam.post("", bundle("PATCH", "Encounter/" + id, patch).replace("transaction", "batch"));
        assertThat(batch.json().at("/entry/0/response/status").asText()).startsWith("400");
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void labels_that_the_tables_do_not_hold_are_refused_in_every_write() {
        String longText = "x".repeat(201);
        for (String meta : List.of(
                "\"security\":[{\"system\":\"http://example.org/" + longText + "\",\"code\":\"a\"}]",
                "\"tag\":[{\"code\":\"" + longText + "\"}]",
                "\"profile\":[\"http://example.org/" + longText + "\"]",
                "\"security\":[{\"display\":\"a\"}]")) {
            String basic = "{\"resourceType\":\"Basic\",\"id\":\"labelled\",\"code\":{\"text\":\"a\"},\"meta\":{" + meta
                    + "}}";
            for (Answer answer : List.of(
                    as("adam").post("Basic", basic.replace("\"id\":\"labelled\",", "")),
                    as("adam").put("Basic/labelled", basic),
                    as("adam").post("", bundle("PUT", "Basic/labelled", basic)))) {
                assertThat(answer.status()).as(answer::body).isEqualTo(422);
                assertThat(answer.body()).contains("Basic.meta.");
            }
        }
    }

    @Test
    default void an_expression_is_bounded() {
        for (String expression : List.of(
                "(".repeat(20_000), "a.".repeat(20_000) + "a", "-".repeat(20_000) + "1", "not ".repeat(5_000))) {
            String patch = parameters(
                    "{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"%s\"},{\"name\":\"value\",\"valueCode\":\"planned\"}]}"
                            .formatted(expression));
            Answer answer = as("adam").patch("Encounter/visit-arrived", "application/fhir+json", patch);
            assertThat(answer.status()).as(answer::toString).isBetween(400, 499);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\ud83d", "\\ude00", "a\\u0000b", "\\u0001"})
    default void text_that_no_store_keeps_is_refused_before_twilio_is_asked(String text) {
        String encounter =
                "{\"resourceType\":\"Encounter\",\"status\":\"planned\",\"type\":[{\"text\":\"" + text + "\"}]}";
        twilio().forgetsRequests();
        for (Answer answer : List.of(
                as("adam").post("Encounter/$create-telemed-room", encounter),
                as("adam").post("Encounter", encounter),
                as("adam").post("", bundle("POST", "Encounter", encounter)))) {
            assertThat(answer.body()).contains("type[0].text");
            assertBad(answer);
        }
        for (String body : List.of(encounter, "{\"encounter\":" + encounter + "}")) {
            Answer answer = host().http()
                    .send(
                            "POST",
                            "/v1/telemed/room",
                            host().tokenOf("adam"),
                            "text/plain",
                            BodyPublishers.ofString(body));
            assertThat(answer.status()).as(answer::body).isEqualTo(400);
            assertThat(answer.json().path("message").asText()).contains("Encounter.type[0].text");
        }
        assertThat(twilio().requests("POST /v1/Rooms")).isEmpty();
    }

    @Test
    default void bytes_that_are_no_utf8_are_refused() {
        byte[] body = "{\"resourceType\":\"Encounter\",\"status\":\"planned\",\"type\":[{\"text\":\"\u00e4\"}]}"
                .getBytes(ISO_8859_1);
        Caller adam = as("adam");
        for (String path : List.of("Encounter", "Encounter/$create-telemed-room")) {
            assertBad(adam.send(adam.request(path)
                    .header("Content-Type", "application/fhir+json")
                    .POST(BodyPublishers.ofByteArray(body))));
        }
    }

    @Test
    default void all_legal_unicode_stays() {
        String text = "\u00e4 \ud83d\ude00 \u0085 \u007f \ufffd \u200b\t\\n \\ud83d\\ude00 \udbff\udffd";
        String encounter = aVisitOfJaneWithAdam()
                .with("type", "[{\"text\":\"" + text.replace("\t", "\\t") + "\"}]")
                .json(host().release());
        for (String path : List.of("Encounter", "Encounter/$create-telemed-room")) {
            Answer answer = as("adam").post(path, encounter);
            assertThat(answer.status()).as(answer::body).isIn(200, 201);
            assertThat(stored(answer.json().path("id").asText())
                            .json()
                            .at("/type/0/text")
                            .asText())
                    .isEqualTo(text.replace("\\n", "\n").replace("\\ud83d\\ude00", "\ud83d\ude00"));
        }
    }

    private Answer xml(String method, String path, String xml) {
        Caller adam = as("adam");
        return adam.send(adam.request(path)
                .header("Content-Type", "application/fhir+xml")
                .header("Accept", "application/fhir+json")
                .method(method, BodyPublishers.ofString(xml)));
    }

    private void assertBad(Answer answer) {
        assertRefused(answer, 400, "invalid", "bad-request");
    }

    static String bundle(String method, String url, String resource) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{%s\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}]}"
                .formatted(resource.isEmpty() ? "" : "\"resource\":" + resource + ",", method, url);
    }

    /** Each copy of a list into itself doubles it: some forty of them in two kilobytes fill any heap. */
    @ParameterizedTest
    @ValueSource(strings = {"\"from\":\"/extension\",\"path\":\"/extension/-\"", "\"from\":\"\",\"path\":\"/x\""})
    default void a_patch_does_not_double_a_resource_again_and_again(String copy) {
        String id = aStored(aVisitOfJaneWithAdam());
        String patch = "[{\"op\":\"add\",\"path\":\"/extension\",\"value\":[{\"url\":\"u\",\"valueString\":\"x\"}]}"
                + (",{\"op\":\"copy\"," + copy + "}").repeat(40) + "]";
        assertBad(as("adam").patch("Encounter/" + id, "application/json-patch+json", patch));
        String packed =
                java.util.Base64.getEncoder().encodeToString(patch.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertBad(as("adam")
                .post(
                        "",
                        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":{\"resourceType\":\"Binary\","
                                + "\"contentType\":\"application/json-patch+json\",\"data\":\"" + packed
                                + "\"},\"request\":{\"method\":\"PATCH\",\"url\":\"Encounter/" + id + "\"}}]}"));
    }
}

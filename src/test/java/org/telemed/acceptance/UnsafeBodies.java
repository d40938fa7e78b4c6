package org.telemed.acceptance;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no parser should see, on the plugin's own way and in XML Patches, in every host. */
public interface UnsafeBodies extends Acceptance {

    @ParameterizedTest
    @ValueSource(strings = {"a\\ud83d", "a\\u0000", "\\u0001"})
    default void text_that_no_store_keeps_opens_no_room(String text) {
        twilio().forgetsRequests();
        String visit = aVisitOfJaneWithAdam()
                .with("type", "[{\"text\":\"" + text + "\"}]")
                .json(host().release());
        for (String body : List.of(visit, parameters("{\"name\":\"encounter\",\"resource\":" + visit + "}"))) {
            Answer answer = changingNothing(() -> as("adam").createsRoomFor(body));
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.issue().path("diagnostics").asText()).contains("type[0].text");
        }
        assertThat(twilio().requests("POST /v1/Rooms")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E100000000", "\"1E100000000\"", "1e-100000000"})
    default void a_number_that_is_expensive_opens_no_room(String number) {
        String visit = aVisitOfJaneWithAdam()
                .with("extension", "[{\"url\":\"http://example.org/x\",\"valueDecimal\":" + number + "}]")
                .json(host().release());
        assertRefused(changingNothing(() -> as("adam").createsRoomFor(visit)), 400, "invalid", "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {" 2030-01-01", "2030-01-01 ", " 2030-01-01T10:00:00Z"})
    default void a_time_with_a_blank_opens_no_room(String time) {
        twilio().forgetsRequests();
        String period = host().release().isR5() ? "actualPeriod" : "period";
        String json = aVisitOfJaneWithAdam()
                .with(period, "{\"start\":\"" + time + "\"}")
                .json(host().release());
        String xml =
                "<Encounter xmlns=\"http://hl7.org/fhir\"><status value=\"in-progress\"/><%1$s><start value=\"%2$s\"/></%1$s></Encounter>"
                        .formatted(period, time);
        Answer byJson = changingNothing(() -> as("adam").createsRoomFor(json));
        assertRefused(byJson, 400, "invalid", "bad-request");
        assertThat(byJson.body()).contains("Encounter." + period + ".start");
        Answer byXml = changingNothing(() -> as("adam")
                .send(as("adam")
                        .request("Encounter/$create-telemed-room")
                        .header("Content-Type", "application/fhir+xml")
                        .header("Accept", "application/fhir+json")
                        .POST(BodyPublishers.ofString(xml))));
        assertRefused(byXml, 400, "invalid", "bad-request");
        assertThat(twilio().requests("POST /v1/Rooms")).isEmpty();
    }

    @Test
    default void an_xml_patch_with_a_doctype_reads_no_file() {
        String id = aStored(aVisitOfJaneWithAdam());
        String patch = xmlPatch("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;");
        assertThat(as("adam")
                        .patch("Encounter/" + id, "application/xml-patch+xml", patch)
                        .status())
                .isIn(400, 415);
        for (Charset encoding : List.of(UTF_8, UTF_16BE)) {
            for (String type : List.of("batch", "transaction")) {
                Answer answer = as("adam").post("", bundle(type, id, patch.getBytes(encoding)));
                assertThat(answer.status()).as(answer::body).isIn(400, 415);
            }
        }
        assertThat(stored(id).version()).isEqualTo("1");
    }

    @Test
    default void any_other_xml_patch_is_the_hosts() {
        String id = aStored(aVisitOfJaneWithAdam());
        Answer answer = as("adam").patch("Encounter/" + id, "application/xml-patch+xml", xmlPatch("", "x"));
        assertThat(answer.status()).as(answer::body).isIn(200, 415);
        assertThat(answer.body()).doesNotContain("DOCTYPE");
    }

    private static String xmlPatch(String doctype, String value) {
        return doctype
                + "<diff xmlns:f=\"http://hl7.org/fhir\"><add sel=\"f:Encounter\" pos=\"prepend\"><language xmlns=\"http://hl7.org/fhir\""
                + " value=\"de\"/><!-- " + value + " --></add></diff>";
    }

    private static String bundle(String type, String id, byte[] patch) {
        return """
                {"resourceType":"Bundle","type":"%s","entry":[{"resource":{"resourceType":"Binary",
                 "contentType":"application/xml-patch+xml","data":"%s"},
                 "request":{"method":"PATCH","url":"Encounter/%s"}}]}""".formatted(type, Base64.getEncoder().encodeToString(patch), id);
    }
}

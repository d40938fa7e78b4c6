package org.telemed.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;

/** XML that names a file or an address to read, at every entrance that takes XML. */
public interface XmlEntities extends Acceptance {

    String FILE = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    String PATCH = "<diff><add sel=\"Encounter/status\" type=\"@id\">&x;</add></diff>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml-patch+xml",
                "APPLICATION/XML-Patch+XML",
                "application/xml-patch+xml; charset=UTF-8",
                "application/xml-patch+xml;charset=\"utf-8\"",
                " application/xml-patch+xml ;x=y",
                "\"application/xml-patch+xml\"",
                "application/xml-patch+xml, application/json-patch+json",
                "application/json-patch+json, application/xml-patch+xml",
            })
    default void an_xml_patch_is_not_taken(String type) {
        for (String patch : List.of(FILE + PATCH, PATCH.replace("&x;", "y"))) {
            Answer answer = as("adam").patch("Encounter/visit-arrived", type, patch);
            assertRefused(answer, 415, "not-supported", "bad-request");
        }
    }

    @Test
    default void nor_is_a_packed_or_a_conditional_one() {
        Caller adam = as("adam");
        assertRefused(
                adam.send(adam.request("Encounter/visit-arrived")
                        .header("Content-Type", "application/xml-patch+xml")
                        .header("Content-Encoding", "gzip")
                        .method("PATCH", BodyPublishers.ofByteArray(gzip(FILE + PATCH)))),
                415,
                "not-supported",
                "bad-request");
        assertRefused(
                adam.patch("Encounter?_id=visit-arrived", "application/xml-patch+xml", FILE + PATCH),
                415,
                "not-supported",
                "bad-request");
    }

    static Stream<Charset> encodings() {
        return Stream.of(
                UTF_8, UTF_16, UTF_16BE, UTF_16LE, ISO_8859_1, Charset.forName("IBM037"), Charset.forName("UTF-32"));
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.XmlEntities#encodings")
    default void an_xml_patch_in_a_bundle_is_refused_before_anything_is_stored(Charset encoding) {
        String data = Base64.getEncoder().encodeToString((FILE + PATCH).getBytes(encoding));
        for (String contentType : List.of("application/xml-patch+xml", "application/xml-patch+xml;charset=x")) {
            for (String type : List.of("batch", "transaction")) {
                for (String url : List.of("Encounter/visit-arrived", "Encounter?_id=visit-arrived")) {
                    String bundle = """
                            {"resourceType":"Bundle","type":"%s","entry":[
                             {"resource":{"resourceType":"Encounter","id":"from-the-bundle","status":"planned"},
                              "request":{"method":"PUT","url":"Encounter/from-the-bundle"}},
                             {"resource":{"resourceType":"Binary","contentType":"%s","data":"%s"},
                              "request":{"method":"PATCH","url":"%s"}}]}""".formatted(type, contentType, data, url);
                    assertRefused(as("adam").post("", bundle), 415, "not-supported", "bad-request");
                    assertThat(as("adam").reads("from-the-bundle").status()).isEqualTo(404);
                }
            }
        }
        String xml = "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/><entry><resource><Binary>"
                + "<contentType value=\"application/xml-patch+xml\"/><data value=\"" + data + "\"/></Binary></resource>"
                + "<request><method value=\"PATCH\"/><url value=\"Encounter/visit-arrived\"/></request></entry></Bundle>";
        assertRefused(
                sent("POST", "", "application/fhir+xml", xml.getBytes(UTF_8)), 415, "not-supported", "bad-request");
    }

    static Stream<String> doctypes() {
        return Stream.of(
                FILE,
                "<?xml version=\"1.0\"?><!-- a --><?b c?>\n" + FILE,
                "<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/d.dtd\">",
                "<!DOCTYPE d PUBLIC \"-//x\" \"file:///etc/passwd\">",
                "<!DOCTYPE d [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>",
                "<!DOCTYPE d [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x \"&b;&b;&b;&b;\">]>",
                "<?xml version=\"1.1\"?><!DOCTYPE d>");
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.XmlEntities#doctypes")
    default void no_entrance_takes_a_doctype(String doctype) {
        String encounter = doctype
                + "<Encounter xmlns=\"http://hl7.org/fhir\"><id value=\"a\"/><text><status value=\"generated\"/>"
                + "<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div></text><status value=\"planned\"/></Encounter>";
        String parameters = doctype + "<Parameters xmlns=\"http://hl7.org/fhir\"/>";
        String inParameters = doctype
                + "<Parameters xmlns=\"http://hl7.org/fhir\"><parameter><name value=\"resource\"/><resource>"
                + encounter.substring(doctype.length()) + "</resource></parameter></Parameters>";
        String bundle = doctype + "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/></Bundle>";
        for (String type :
                List.of("application/fhir+xml", "application/xml", "application/fhir xml", "text/xml", "xml")) {
            assertDoctype(sent("POST", "Encounter", type, encounter.getBytes(UTF_8)));
            assertDoctype(sent("PUT", "Encounter/a", type, encounter.getBytes(UTF_8)));
            for (String validate : List.of(
                    "Encounter/$validate",
                    "Encounter/visit-arrived/$validate",
                    "Encounter/$validate?mode=create",
                    "Encounter/visit-arrived/$validate?mode=update",
                    "Encounter/$validate?profile=http://hl7.org/fhir/StructureDefinition/Encounter",
                    "Patient/$validate",
                    "$validate")) {
                assertDoctype(sent("POST", validate, type, encounter.getBytes(UTF_8)));
                assertDoctype(sent("POST", validate, type, inParameters.getBytes(UTF_8)));
            }
            assertDoctype(sent("POST", "Encounter/$create-telemed-room", type, encounter.getBytes(UTF_8)));
            assertDoctype(sent("POST", "Encounter/$telemed-token", type, parameters.getBytes(UTF_8)));
            assertDoctype(sent("PATCH", "Encounter/visit-arrived", type, parameters.getBytes(UTF_8)));
            assertDoctype(sent("POST", "", type, bundle.getBytes(UTF_8)));
        }
    }

    @Test
    default void a_binary_is_fhir_or_whatever_its_type_says() {
        String binary = "<Binary xmlns=\"http://hl7.org/fhir\"><contentType value=\"text/plain\"/></Binary>";
        assertDoctype(sent("POST", "Binary", "application/fhir+xml", (FILE + binary).getBytes(UTF_8)));
        byte[] page = "<!DOCTYPE html><p>x</p>".getBytes(UTF_8);
        assertThat(sent("POST", "Binary", "text/xml", page).status()).isEqualTo(201);
        assertThat(sent("POST", "Binary", "application/json", "[[1E1000]]".getBytes(UTF_8))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @MethodSource("org.telemed.attacks.XmlEntities#encodings")
    default void nor_by_another_charset(Charset encoding) {
        String encounter = FILE + "<Encounter xmlns=\"http://hl7.org/fhir\"><text><status value=\"generated\"/>"
                + "<div xmlns=\"http://www.w3.org/1999/xhtml\">&x;</div></text><status value=\"planned\"/></Encounter>";
        for (String charset : List.of("", ";charset=UTF-7", ";charset=nonsense", ";charset=" + encoding.name())) {
            Answer answer = sent("POST", "Encounter", "application/fhir+xml" + charset, encounter.getBytes(encoding));
            assertRefused(answer, 400, "invalid", "bad-request");
            assertThat(answer.body()).doesNotContain("root:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><div xmlns='http://www.w3.org/1999/xhtml'>&x;</div>",
                "<!doctype html><div xmlns='http://www.w3.org/1999/xhtml'>x</div>",
                "<div xmlns='http://www.w3.org/1999/xhtml'><!ENTITY x SYSTEM 'file:///etc/passwd'></div>",
            })
    default void nor_does_a_narrative_in_json(String div) {
        String text = "{\"status\":\"generated\",\"div\":\"%s\"}".formatted(div);
        String encounter = aVisitOfJaneWithAdam().with("text", text).json(host().release());
        for (String path : List.of("Encounter", "Encounter/$create-telemed-room", "Encounter/$validate")) {
            assertDoctype(as("adam").post(path, encounter));
        }
    }

    @Test
    default void what_xml_can_name_without_a_doctype_is_not_read() {
        String xml = "<?xml-stylesheet href=\"file:///etc/passwd\"?>"
                + "<Encounter xmlns=\"http://hl7.org/fhir\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:schemaLocation=\"http://hl7.org/fhir file:///etc/passwd\"><status value=\"planned\"/>"
                + "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\" parse=\"text\"/></Encounter>";
        for (String path : List.of("Encounter", "Encounter/$validate", "Encounter/$create-telemed-room")) {
            Answer answer = sent("POST", path, "application/fhir+xml", xml.getBytes(UTF_8));
            assertThat(answer.status()).as(answer::body).isLessThan(500);
            assertThat(answer.body()).doesNotContain("root:");
        }
    }

    private void assertDoctype(Answer answer) {
        assertRefused(answer, 400, "invalid", "bad-request");
        assertThat(answer.body()).contains("DOCTYPE").doesNotContain("root:");
    }

    private Answer sent(String method, String path, String type, byte[] body) {
        Caller adam = as("adam");
        return adam.send(adam.request(path)
                .header("Content-Type", type)
                .header("Accept", "application/fhir+json")
                .method(method, BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}

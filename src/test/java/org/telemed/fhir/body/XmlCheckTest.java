package org.telemed.fhir.body;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.TelemedException;

class XmlCheckTest {
    private final BodyCheck check = new BodyCheck(FhirContext.forR4Cached(), 1 << 20);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a xmlns='urn:a' value='1'/> | Encounter.a is in a namespace that is not FHIR's",
                "<type><a xmlns='urn:a' value='1'/></type> | Encounter.type.a is in a namespace",
                "<language value='de'>a</language> | Encounter.language holds text where FHIR has none",
                "<language value='de'/>a | Encounter holds text where FHIR has none",
            })
    void what_is_not_fhir_is_refused_where_all_must_be(String content, String problem) {
        String xml = "<Encounter xmlns='http://hl7.org/fhir'>" + content + "</Encounter>";
        refuses(() -> check.fhirXml(xml), problem);
        assertThatCode(() -> check.xml(xml)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Encounter><language value='de'/></Encounter>",
                "<f:Encounter xmlns:f='http://hl7.org/fhir'> <f:language value='de'/>\n</f:Encounter>",
                "<Encounter xmlns='http://hl7.org/fhir'><text><div xmlns='http://www.w3.org/1999/xhtml'><p>a</p></div></text>"
                        + "<language value='de'/></Encounter>",
            })
    void fhir_is_taken_with_or_without_its_namespace(String xml) {
        assertThatCode(() -> check.fhirXml(xml)).doesNotThrowAnyException();
    }

    @Test
    void after_a_narrative_text_is_refused_again() {
        refuses(
                () -> check.fhirXml("<Encounter><text><div>a</div>b</text></Encounter>"),
                "Encounter.text holds text where FHIR has none");
    }

    @Test
    void a_doctype_is_found_behind_all_that_may_stand_before_it() {
        for (String before :
                new String[] {"", "<?xml version='1.0'?>", "<!-- a -->", "<?b?><!-- <c> --> <?d?>", "<!---->"}) {
            assertThatThrownBy(() -> XmlProlog.requireNoDoctype(before + "<!DOCTYPE a><Encounter/>"))
                    .as(before)
                    .hasMessageContaining("DOCTYPE");
        }
        for (String none :
                new String[] {"", "a", "<?b", "<!-- a", "<!-- <!DOCTYPE a> --><b/>", "<b><!DOCTYPE a></b>"}) {
            assertThatCode(() -> XmlProlog.requireNoDoctype(none)).as(none).doesNotThrowAnyException();
        }
    }

    @Test
    void malformed_xml_says_where() {
        refuses(
                () -> check.xml("<Encounter>\n  <type>\n</Encounter>"),
                "The body is not well-formed XML: see line 3, column 11. It is at Encounter.type.");
    }

    @Test
    void a_malformed_narrative_in_json_says_where() {
        refuses(
                () -> check.json("{\"text\":{\"div\":\"<div>\\n  <p>a\\n</div>\"}}"),
                "text.div is not well-formed XHTML, or has a character that FHIR forbids: see its line 3, column 5");
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String words) {
        assertThatThrownBy(reading).isInstanceOf(TelemedException.class).hasMessageContaining(words);
    }
}

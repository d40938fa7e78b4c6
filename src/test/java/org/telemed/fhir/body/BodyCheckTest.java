package org.telemed.fhir.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

class BodyCheckTest {
    private static final int LIMIT = 1 << 20;

    private final BodyCheck check = new BodyCheck(FhirContext.forR4Cached(), LIMIT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Encounter\",\"length\":{\"value\":12.50}}",
                "{'resourceType':'Encounter','length':{'value':1.7976931348623157E308}}",
                "{\"resourceType\":\"Encounter\",\"identifier\":[{\"value\":\"1E100000000\"}]}",
                "{\"resourceType\":\"Encounter\",\"id\":\"1e900000\"}",
                "{\"resourceType\":\"Patient\",\"name\":[{\"given\":[null,\"\u00e4\ud83d\ude00\\ud83d\\ude00\"]}]}",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"<div>a <br/> b <!-- c --> &nbsp;</div>\"}}",
                "{\"a\":\"tab \\t line \\r\\n\"}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"encounterId\",\"valueString\":\"1E100000\"}]}",
                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"finished\"}]",
            })
    void common_json_passes(String json) {
        assertThatCode(() -> check.json(json)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"length\":{\"value\":1E100000000}}",
                "{\"length\":{\"value\":-1e-100000000}}",
                "{\"length\":{\"value\":+1E401}}",
                "{\"length\":{\"value\":\"1E100000000\"}}",
                "{\"length\":{\"value\":\"\u0661E\u0661\u0660\u0660\u0660\u0660\u0660\u0660\"}}",
                "{\"extension\":[{\"url\":\"x\",\"valueDecimal\":\"1E99999999999999\"}]}",
                "{\"extension\":[{\"url\":\"x\",\"valueQuantity\":{\"value\":\"1E5000\"}}]}",
                "{\"parameter\":[{\"name\":\"operation\",\"part\":[{\"name\":\"value\",\"valueString\":\"1E100000\"}]}]}",
                "[{\"op\":\"add\",\"path\":\"/length\",\"value\":{\"value\":1E100000000}}]",
                "{\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"Observation?value-quantity=gt1E100000000|x|y\"}}]}",
                "{\"entry\":[{\"request\":{\"ifNoneExist\":\"value-quantity=1E100000000\",\"url\":\"a?_filter=value-quantity eq 1E100000000\"}}]}",
            })
    void a_number_that_is_expensive_is_refused(String json) {
        refuses(() -> check.json(json), "large an exponent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1} | the root has no resourceType",
                "[1] | line 1, column 1",
                "null | line 1, column 1",
                "{\"resourceType\":5} | the root has a resourceType that is no",
                "{\"resourceType\":\"encounter\"} | the root has a resourceType that is no",
                "{\"resourceType\":\"Encounter\",\"contained\":[{\"resourceType\":\"Foo\"}]} | Encounter.contained[0] has",
                "{\"resourceType\":\"Encounter\",\"type\":[{}],\"contained\":[{}]} | Encounter.contained[0] has no",
                "{\"resourceType\":\"Bundle\",\"entry\":[{},{\"resource\":{\"id\":\"x\"}}]} | Bundle.entry[1].resource has no",
                "{\"value\":+5} | the root has no resourceType",
                "{\"resourceType\":\"Encounter\",\"length\":{\"value\":.5}} | at or after Encounter.length",
                "{\"resourceType\":\"Encounter\",\"length\":{\"value\":05}} | column 48",
                "{\"resourceType\":\"Encounter\"} x | line 1, column",
                "{\"resourceType\":\"Encounter\"}{} | line 1, column 29",
            })
    void what_is_no_resource_is_refused_by_its_place(String json, String place) {
        refuses(() -> check.resource(json), place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"CapabilityStatement\",\"rest\":[{\"resource\":[{\"type\":\"Patient\"}]}]}",
                "{\"resourceType\":\"ImplementationGuide\",\"definition\":{\"resource\":[{\"name\":\"a\"}]}}",
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"}}]}",
                "{\"contained\":[{\"id\":\"a\",\"resourceType\":\"Location\"}],\"resourceType\":\"Encounter\"}",
            })
    void what_is_a_resource_passes(String json) {
        assertThatCode(() -> check.resource(json)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div><b>a</div>",
                "a < b",
                "<p>a</p>",
                "<!-- a --><div>a</div>",
                "<div>a&#11;b</div>",
                "<div>a&#0;b</div>",
                "<div>a&#xd800;b</div>",
                "<div title='a & b'>a</div>",
            })
    void a_narrative_that_is_no_xhtml_is_refused_by_its_place(String xhtml) {
        refuses(
                () -> check.json("{\"resourceType\":\"Encounter\",\"text\":{\"div\":\"" + xhtml + "\"}}"),
                "Encounter.text.div");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "<div>a&nbsp;&eacute;&#160;<br/></div>",
                "<?xml version='1.0'?><div>a</div>",
                " <div>a</div>\\n"
            })
    void a_narrative_that_hapi_reads_is_read(String xhtml) {
        assertThatCode(() -> check.json("{\"text\":{\"div\":\"" + xhtml + "\"}}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"&#11;", "&#0;", "&#xd800;", "&#xFFFE;"})
    void a_character_reference_that_xml_forbids_is_refused_by_its_place(String character) {
        String narrative =
                "<Encounter xmlns='http://hl7.org/fhir'><text><div xmlns='http://www.w3.org/1999/xhtml'>a%s</div></text></Encounter>"
                        .formatted(character);
        refuses(() -> check.xml(narrative), "Encounter.text.div");
        refuses(() -> check.xml("<Encounter><language value='" + character + "'/></Encounter>"), "line 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<type/> | Encounter.type is empty",
                "<type><coding></coding></type> | Encounter.type.coding is empty",
                "<type> </type> | Encounter.type is empty",
                "<type id='x'/> | Encounter.type is empty",
                "<language value=''/> | Encounter.language is empty",
                "<extension url='http://example.org/x'/> | Encounter.extension is empty",
                "<extension><valueString value='x'/></extension> | Encounter.extension has no url",
                "<text><div xmlns='http://www.w3.org/1999/xhtml'><br/> </div></text> | Encounter.text.div is empty",
            })
    void an_empty_element_in_xml_is_refused_as_in_json(String element, String problem) {
        String xml = "<Encounter xmlns='http://hl7.org/fhir'>" + element + "</Encounter>";
        refuses(() -> check.fhirXml(xml), problem);
        assertThatCode(() -> check.xml(xml)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<language value='de'/>",
                "<language><extension url='x'><valueCode value='y'/></extension></language>",
                "<contained><Location/></contained>",
                "<text><div xmlns='http://www.w3.org/1999/xhtml'><p/><img src='a'/></div></text>",
                "<text><div xmlns='http://www.w3.org/1999/xhtml'>a<br/><b></b></div></text>",
            })
    void an_element_with_a_value_or_children_passes(String element) {
        assertThatCode(() -> check.fhirXml("<Encounter xmlns='http://hl7.org/fhir'>" + element + "</Encounter>"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"op\":\"add\",\"value\":1}] | Operation [0] of the JSON Patch has no path",
                "[{\"op\":\"add\",\"path\":null,\"value\":1}] | has no path",
                "[{\"op\":\"test\",\"path\":\"/a\",\"value\":1},{\"op\":\"add\",\"path\":\"/a\"}] | Operation [1] of the JSON Patch has no value",
                "[{\"op\":\"foo\",\"path\":\"/a\"}] | has an op that is none",
                "[{\"op\":1,\"path\":\"/a\"}] | has an op that is none",
                "[{\"path\":\"/a\"}] | has no op",
                "[{\"op\":\"move\",\"path\":\"/a\"}] | has no from",
                "[{\"op\":\"copy\",\"path\":\"/a\",\"from\":\"b\"}] | has a from that is no JSON pointer",
                "[{\"op\":\"remove\",\"path\":\"a\"}] | has a path that is no JSON pointer",
                "[{\"op\":\"remove\",\"path\":\"/~3\"}] | has a path that is no JSON pointer",
                "[5] | Operation [0] of the JSON Patch must be",
                "{\"op\":\"add\"} | array",
                "null | array",
                "'' | array",
            })
    void a_json_patch_that_is_none_is_refused_by_its_place(String patch, String problem) {
        refuses(() -> check.jsonPatch(patch), problem);
    }

    @Test
    void a_content_type_of_another_fhir_version_is_refused() {
        for (String type : List.of("application/fhir+json; fhirVersion=5.0", "a/b;charset=utf-8;FHIRVERSION=\"4.3\"")) {
            assertThatThrownBy(() -> check.contentType(type))
                    .isInstanceOfSatisfying(
                            TelemedException.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_MEDIA_TYPE));
        }
        for (String type : List.of(
                "application/fhir+json; fhirVersion=4.0",
                "application/json;charset=utf-8",
                "a/b;fhirVersion=4.0.1",
                "a/b;5.0;c=5.0")) {
            assertThatCode(() -> check.contentType(type)).doesNotThrowAnyException();
        }
    }

    @Test
    void a_parsed_number_is_held_to_the_same() {
        assertThatCode(() -> BodyCheck.number(new java.math.BigDecimal("1.7976931348623157E308")))
                .doesNotThrowAnyException();
        for (String number : java.util.List.of("1E100000000", "1E-100000000", "9".repeat(201))) {
            refuses(() -> BodyCheck.number(new java.math.BigDecimal(number)), "decimal");
        }
    }

    @Test
    void digits_are_bounded_wherever_a_number_may_stand() {
        String digits = "9".repeat(201);
        refuses(() -> check.json("{\"length\":{\"value\":" + digits + "}}"), "length.value");
        refuses(() -> check.json("{\"length\":{\"value\":0." + digits + "}}"), "length.value");
        refuses(() -> check.json("{\"length\":{\"value\":\"" + digits + "\"}}"), "length.value");
        assertThatCode(() -> check.json("{\"identifier\":{\"value\":\"" + digits + "\"}}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\ud83d", "\\ude00a", "\\u0000", "a\\u0001", "\\u001f", "\\ud83d\\ud83d"})
    void text_that_no_store_keeps_is_refused_by_its_place(String text) {
        refuses(
                () -> check.json("{\"type\":[{},{\"text\":\"" + text + "\"}],\"resourceType\":\"Encounter\"}"),
                "Encounter.type[1].text holds a character that FHIR forbids");
        refuses(() -> check.json("{\"a" + text + "\":1}"), "name with a character that FHIR forbids");
    }

    @Test
    void nesting_and_sizes_are_bounded() {
        refuses(() -> check.json("[".repeat(201) + "]".repeat(201)), "array in an array");
        refuses(() -> check.json("{\"a\":".repeat(250) + "1" + "}".repeat(250)), "nested deeper");
        refuses(() -> check.json("{\"a\":[" + "1,".repeat(20_000) + "1]}"), "20000 items");
        refuses(() -> check.json("{\"" + "a".repeat(257) + "\":1}"), "longer than 256");
        refuses(() -> check.json("{\"div\":\"" + "<b>".repeat(201) + "\"}"), "nests elements deeper");
        refuses(() -> check.json("{\"div\":\"<!DOCTYPE a>\"}"), "DOCTYPE");
        refuses(() -> check.json("{\"expression\":\"" + "(".repeat(20_000) + "\"}"), "expression");
        refuses(
                () -> check.json("{\"part\":[{\"name\":\"path\",\"valueString\":\"" + "(".repeat(101) + "\"}]}"),
                "brackets");
        refuses(
                () -> new BodyCheck(FhirContext.forR4Cached(), 0).json("{\"a\":[" + "{},".repeat(1_000) + "1]}"),
                "bound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":1,\"a\":2}", "{} {}", "{\"a\":}", "{", "[1,]", "nonsense", "{\"a\":01}", "\uFEFF{}"})
    void malformed_json_is_refused(String json) {
        assertThatThrownBy(() -> check.json(json)).isInstanceOf(TelemedException.class);
    }

    @Test
    void malformed_json_says_where() {
        refuses(() -> check.json("{\n \"a\": x}"), "line 2, column");
        refuses(() -> check.json("{\"a\":1,\n\"a\":2}"), "occurs twice");
    }

    @Test
    void a_place_repeats_nothing_odd() {
        refuses(() -> check.json("{\"<b>\\n\":1E1000}"), "cannot be taken: ?b?? is a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Encounter xmlns=\"http://hl7.org/fhir\"><status value=\"planned\"/></Encounter>",
                "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?><!-- <!DOCTYPE --><?pi?><Encounter><length><value value=\"1.50\"/></length></Encounter>",
                "<Encounter><text><div xmlns=\"http://www.w3.org/1999/xhtml\" title=\"&nbsp;\">a&nbsp;b<![CDATA[<!DOCTYPE]]></div></text></Encounter>",
                "<Encounter><identifier><value value=\"1E100000000\"/></identifier></Encounter>",
            })
    void common_xml_passes(String xml) {
        assertThatCode(() -> check.xml(xml)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Encounter/>",
                "<?xml version='1.0'?><!-- a --><?b?>\n<!DOCTYPE d><Encounter/>",
                "<!DOCTYPE d SYSTEM \"http://localhost/x.dtd\"><Encounter/>",
                "<!DOCTYPE d [<!ENTITY % p SYSTEM \"http://localhost/p\"> %p;]><Encounter/>",
                "<!doctype d><Encounter/>",
                "\uFEFF <!DOCTYPE d><Encounter/>",
            })
    void a_doctype_is_refused(String xml) {
        refuses(() -> check.xml(xml), "DOCTYPE");
    }

    @Test
    void the_parser_itself_takes_no_doctype_either() throws Exception {
        var factory = XmlCheck.class.getDeclaredField("FACTORY");
        factory.setAccessible(true);
        var reader = ((javax.xml.stream.XMLInputFactory) factory.get(null))
                .createXMLStreamReader(
                        new java.io.StringReader("<!DOCTYPE d [<!ENTITY x \"y\">]><Encounter>&x;</Encounter>"));
        assertThatThrownBy(() ->
                        new XmlWalk(BodyBounds.forBodyOf(LIMIT), new ValueCheck(null, null), false).toTheEnd(reader))
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void xml_is_held_to_the_same_rules() {
        refuses(
                () -> check.xml("<Encounter><length><value value=\"1E100000000\"/></length></Encounter>"),
                "Encounter.length.value");
        refuses(() -> check.xml("<a>".repeat(201) + "</a>".repeat(201)), "nested deeper");
        refuses(() -> check.xml("<Encounter><type><text value=\"&#x1;\"/></type></Encounter>"), "Encounter.type");
        refuses(
                () -> check.xml("<?xml version='1.1'?><Encounter><type><text value=\"&#x1;\"/></type></Encounter>"),
                "Encounter.type.text");
        refuses(() -> check.xml("<Encounter><type><text value=\"\u0000\"/></type></Encounter>"), "Encounter");
        refuses(() -> check.xml("<Encounter><a>&#xD83D;</a></Encounter>"), "Encounter.a");
        refuses(() -> check.xml("<Encounter><status value=\"planned\">"), "line 1");
        refuses(() -> check.xml("<a>" + "<b/>".repeat(140_000) + "</a>"), "too many");
        refuses(
                () -> check.xml(
                        "<Bundle><request><url value=\"Observation?value-quantity=1E100000\"/></request></Bundle>"),
                "url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value-quantity=1E100000000",
                "value-quantity=gt1E100000000|http://unitsofmeasure.org|mg",
                "length=lt1e-100000000",
                "a=b&length=1%45100000000",
                "code-value-quantity=loinc|1$1E100000000",
                "_has:Observation:patient:value-quantity=1E100000000",
                "subject.near=1|2|1E100000000|km",
                "_filter=value-quantity%20gt%201E100000000",
                "my-own-number=1E100000000",
                "value-quantity:missing=1E100000000",
                "probability=1,2,1E100000000",
            })
    void a_search_for_an_expensive_number_is_refused(String query) {
        refuses(() -> check.search(query), "search parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identifier=1E100000000",
                "identifier=http://example.org|1e900000&_count=20",
                "subject:Patient.identifier=1e900000",
                "_id=1e900000",
                "value-quantity=1.5e3",
                "date=ge2026-01-01&%",
                "",
            })
    void common_searches_pass(String query) {
        assertThatCode(() -> check.search(query)).doesNotThrowAnyException();
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        refuses(() -> BodyCheck.text(new byte[] {(byte) 0xC3, 0x28}, StandardCharsets.UTF_8), "UTF-8");
        refuses(
                () -> BodyCheck.text(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0xBD}, StandardCharsets.UTF_8),
                "UTF-8");
        assertThat(BodyCheck.text("\u00e4\ud83d\ude00".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo("\u00e4\ud83d\ude00");
    }

    @Test
    void a_megabyte_is_checked_in_no_time() {
        String json = "{\"a\":["
                + "{\"text\":\"some words\",\"value\":12.5},".repeat(25_000).substring(0, 19_000 * 34) + "1]}";
        long start = System.nanoTime();
        try {
            check.json(json);
        } catch (TelemedException bounded) {
            // either way it is read
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String words) {
        assertThatThrownBy(reading)
                .isInstanceOf(TelemedException.class)
                .hasMessageContaining(words)
                .extracting(refused -> ((TelemedException) refused).reason())
                .isEqualTo(Reason.BAD_REQUEST);
    }
}

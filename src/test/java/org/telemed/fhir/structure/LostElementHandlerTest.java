package org.telemed.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import org.junit.jupiter.api.Test;

class LostElementHandlerTest {
    private final FhirContext context = FhirContext.forR4Cached();
    private final LostElementHandler handler = new LostElementHandler();

    @Test
    void names_the_first_element_that_the_json_parser_drops() {
        parsed(context.newJsonParser(), "{\"resourceType\":\"Encounter\",\"foo\":1,\"bar\":2}");
        assertThat(handler.lost()).contains("foo");
    }

    @Test
    void a_value_where_an_object_belongs_is_dropped() {
        parsed(context.newJsonParser(), "{\"resourceType\":\"Encounter\",\"period\":\"2026\"}");
        assertThat(handler.lost()).contains("period");
    }

    @Test
    void a_second_of_what_there_is_one_is_dropped() {
        parsed(
                context.newXmlParser(),
                "<Encounter xmlns=\"http://hl7.org/fhir\"><status value=\"planned\"/><status value=\"arrived\"/></Encounter>");
        assertThat(handler.lost()).contains("status");
    }

    @Test
    void an_attribute_is_dropped_but_where_the_schema_is_says_nothing() {
        parsed(
                context.newXmlParser(),
                "<Encounter xmlns=\"http://hl7.org/fhir\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xsi:schemaLocation=\"http://hl7.org/fhir ../fhir.xsd\"><status value=\"planned\"/></Encounter>");
        assertThat(handler.lost()).isEmpty();
        parsed(
                context.newXmlParser(),
                "<Encounter xmlns=\"http://hl7.org/fhir\"><status value=\"planned\" foo=\"1\"/></Encounter>");
        assertThat(handler.lost()).contains("foo");
    }

    @Test
    void an_empty_value_is_dropped() {
        parsed(context.newJsonParser(), "{\"resourceType\":\"Encounter\",\"period\":{\"start\":\"\"}}");
        assertThat(handler.lost()).contains("start");
    }

    @Test
    void an_empty_value_is_dropped_wherever_it_is() {
        handler.invalidValue(null, "", "Value is empty");
        assertThat(handler.lost()).contains("");
    }

    @Test
    void a_value_that_is_none_of_its_type_is_the_parsers_to_refuse() {
        assertThatThrownBy(() -> parsed(
                        context.newJsonParser(), "{\"resourceType\":\"Encounter\",\"period\":{\"start\":\"x\"}}"))
                .isInstanceOf(DataFormatException.class);
        assertThat(handler.lost()).contains("start");
    }

    @Test
    void nothing_is_lost_of_what_fhir_knows() {
        parsed(context.newJsonParser(), "{\"resourceType\":\"Encounter\",\"status\":\"planned\"}");
        assertThat(handler.lost()).isEmpty();
    }

    private void parsed(IParser parser, String body) {
        parser.setParserErrorHandler(handler);
        parser.parseResource(body);
    }
}

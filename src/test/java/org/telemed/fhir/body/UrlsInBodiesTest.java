package org.telemed.fhir.body;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.TelemedException;

class UrlsInBodiesTest {
    private static final String NUMBER = "searches for a number";
    private static final String MALFORMED = "is a URL with a control character, or not percent-encoded";

    private final BodyCheck check = new BodyCheck(FhirContext.forR4Cached(), 1 << 20);

    @ParameterizedTest
    @ValueSource(strings = {"reference", "url", "ifNoneExist", "fullUrl", "value"})
    void a_search_for_an_expensive_number_is_refused(String element) {
        for (String url : new String[] {"Observation?value-quantity=1E1000", "?value-quantity=1E1000"}) {
            refuses("{\"" + element + "\":\"" + url + "\"}", element + " " + NUMBER);
        }
        takes("{\"" + element + "\":\"Observation?value-quantity=1\"}");
        takes("{\"" + element + "\":\"value=1E1\"}");
    }

    @Test
    void text_may_look_like_a_search() {
        takes("{\"text\":\"Observation?value-quantity=1E1000\"}");
        takes("{\"reference\":\"value-quantity=1E1000\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"request\":{\"url\":\"Patient/%zz\"}} | request.url",
                "{\"request\":{\"url\":\"Patient?name=%00\"}} | request.url",
                "{\"request\":{\"ifNoneExist\":\"name=%00\"}} | request.ifNoneExist",
                "{\"request\":{\"ifNoneExist\":\"Patient?name=%\"}} | request.ifNoneExist",
                "{\"subject\":{\"reference\":\"Patient?name=%00\"}} | subject.reference",
                "{\"subject\":{\"reference\":\"?name=%00\"}} | subject.reference",
            })
    void what_is_decoded_later_must_be_encoded_well(String json, String place) {
        refuses(json, place + " " + MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"request\":{\"url\":\"Patient?name=%C3%A9\"}}",
                "{\"request\":{\"ifNoneExist\":\"name=%0A\"}}",
                "{\"request\":{\"ifMatch\":\"%zz\"}}",
                "{\"subject\":{\"reference\":\"Patient/%zz\"}}",
                "{\"subject\":{\"reference\":\"Patient?name=%C3%A9\"}}",
                "{\"extension\":[{\"url\":\"http://example.org/100%\"}]}",
                "{\"subject\":{\"display\":\"100%? No.\"}}",
            })
    void others_are_text(String json) {
        takes(json);
    }

    @Test
    void an_attribute_in_xml_is_held_to_the_same() {
        assertThatThrownBy(() -> check.xml("<request><url value='Patient/%zz'/></request>"))
                .hasMessageContaining("request.url " + MALFORMED);
        assertThatThrownBy(() -> check.xml("<extension><valueDecimal value='1E1000'/></extension>"))
                .hasMessageContaining("extension.valueDecimal is a number");
    }

    @Test
    void a_search_is_utf_8_without_control_characters() {
        assertThatThrownBy(() -> check.search("family=%FF"))
                .isInstanceOf(TelemedException.class)
                .hasMessageContaining("The parameter family holds bytes that are not UTF-8");
        assertThatThrownBy(() -> BodyCheck.encoding("a=b&family=%00"))
                .isInstanceOf(TelemedException.class)
                .hasMessageContaining("The parameter family holds a control character");
    }

    private void takes(String json) {
        assertThatCode(() -> check.json(json)).doesNotThrowAnyException();
    }

    private void refuses(String json, String words) {
        assertThatThrownBy(() -> check.json(json))
                .isInstanceOf(TelemedException.class)
                .hasMessageContaining(words);
    }
}

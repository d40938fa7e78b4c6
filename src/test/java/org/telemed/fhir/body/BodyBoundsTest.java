package org.telemed.fhir.body;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.telemed.core.error.TelemedException;

/** What is exactly at a limit is taken, and what is one over it is refused. */
class BodyBoundsTest {
    private final BodyCheck check = new BodyCheck(FhirContext.forR4Cached(), 1 << 20);
    /** Takes 1,000 values. */
    private final BodyCheck small = new BodyCheck(FhirContext.forR4Cached(), 0);

    @Test
    void json_has_at_most_200_levels() {
        takes(() -> check.json("{\"a\":".repeat(199) + "1" + "}".repeat(199)));
        takes(() -> check.json("{\"a\":".repeat(199) + "{}" + "}".repeat(199)));
        refuses(() -> check.json("{\"a\":".repeat(200) + "1" + "}".repeat(200)), "is nested deeper than 200");
        refuses(() -> check.json("{\"a\":".repeat(200) + "{}" + "}".repeat(200)), "is nested deeper than 200");
        refuses(() -> check.json("{\"a\":".repeat(200) + "[]" + "}".repeat(200)), "is nested deeper than 200");
    }

    @Test
    void xml_has_at_most_200_levels() {
        takes(() -> check.xml("<a>".repeat(200) + "</a>".repeat(200)));
        refuses(() -> check.xml("<a>".repeat(201) + "</a>".repeat(201)), "is nested deeper than 200");
    }

    @Test
    void json_has_at_most_a_number_of_values() {
        takes(() -> small.json("{\"a\":[" + "1,".repeat(997) + "1]}"));
        refuses(() -> small.json("{\"a\":[" + "1,".repeat(998) + "1]}"), "the bound is 1000");
        takes(() -> small.json("{\"a\":1," + many("\"b%d\":[]", 998) + "}"));
        refuses(() -> small.json("{\"a\":1," + many("\"b%d\":[]", 999) + "}"), "b999 is one value too many");
    }

    @Test
    void xml_has_at_most_a_number_of_elements_and_attributes() {
        takes(() -> small.xml("<a>" + "<b/>".repeat(999) + "</a>"));
        refuses(() -> small.xml("<a>" + "<b/>".repeat(1_000) + "</a>"), "a.b is one element too many");
        takes(() -> small.xml("<a value='1'>" + "<b value='1'/>".repeat(499) + "</a>"));
        refuses(() -> small.xml("<a value='1'>" + "<b value='1'/>".repeat(500) + "</a>"), "the bound is 1000");
    }

    @Test
    void an_array_has_at_most_20000_items() {
        takes(() -> check.json("{\"a\":[" + "1,".repeat(19_999) + "1]}"));
        refuses(() -> check.json("{\"a\":[" + "1,".repeat(20_000) + "1]}"), "a[20000] is more than the 20000 items");
    }

    @Test
    void a_name_has_at_most_256_characters() {
        takes(() -> check.json("{\"" + "a".repeat(256) + "\":1}"));
        refuses(() -> check.json("{\"" + "a".repeat(257) + "\":1}"), "longer than 256 characters");
        takes(() -> check.xml("<" + "a".repeat(256) + "/>"));
        refuses(() -> check.xml("<" + "a".repeat(257) + "/>"), "longer than 256 characters");
        takes(() -> check.xml("<a " + "b".repeat(256) + "='1'/>"));
        refuses(() -> check.xml("<a " + "b".repeat(257) + "='1'/>"), "longer than 256 characters");
    }

    @Test
    void a_narrative_has_at_most_200_levels() {
        takes(() -> check.json("{\"div\":\"<div>" + "<b>".repeat(199) + "</b>".repeat(199) + "</div>\"}"));
        refuses(
                () -> check.json("{\"div\":\"<div>" + "<b>".repeat(200) + "</b>".repeat(200) + "</div>\"}"),
                "div nests elements deeper than 200");
    }

    @Test
    void an_expression_has_at_most_10000_characters_and_100_brackets() {
        for (String element : new String[] {"expression", "path", "valueExpression"}) {
            takes(() -> check.json("{\"" + element + "\":\"" + "a".repeat(10_000) + "\"}"));
            refuses(() -> check.json("{\"" + element + "\":\"" + "a".repeat(10_001) + "\"}"), "longer than 10000");
            takes(() -> check.json("{\"" + element + "\":\"" + "(".repeat(100) + "\"}"));
            refuses(() -> check.json("{\"" + element + "\":\"" + "(".repeat(101) + "\"}"), "brackets deeper than 100");
        }
    }

    @Test
    void other_text_is_as_long_as_it_likes() {
        takes(() -> check.json("{\"text\":\"" + "(".repeat(10_001) + "\"}"));
        takes(() -> check.json("{\"part\":[{\"valueCode\":\"" + "a".repeat(10_001) + "\"}]}"));
        takes(() -> check.json("{\"extension\":[{\"valueString\":\"" + "a".repeat(10_001) + "\"}]}"));
    }

    @Test
    void a_place_repeats_at_most_64_characters_of_a_name() {
        refuses(() -> check.json("{\"" + "a".repeat(64) + "\":1E1000}"), " " + "a".repeat(64) + " is a number");
        refuses(() -> check.json("{\"" + "a".repeat(65) + "\":1E1000}"), " " + "a".repeat(64) + "\u2026 is a number");
    }

    private static String many(String property, int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            all.append(i == 1 ? "" : ",").append(property.formatted(i));
        }
        return all.toString();
    }

    private static void takes(ThrowingCallable reading) {
        assertThatCode(reading).doesNotThrowAnyException();
    }

    private static void refuses(ThrowingCallable reading, String words) {
        assertThatThrownBy(reading).isInstanceOf(TelemedException.class).hasMessageContaining(words);
    }
}

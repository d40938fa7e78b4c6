package org.telemed.fhir.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryEncodingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/a%00",
                "Patient/a%0A",
                "Patient/a%7F",
                "Patient/a%C2%80",
                "Patient/a%ef%bf%bf",
                "Patient?a=%00",
                "Patient?a%0A=b",
                "Patient?a=b&c%09",
                "Patient?a=%zz",
                "Patient?a=%",
                "Patient/%4",
                "Patient/a\u0000",
                "Patient?a=\u0085",
                "?a=%00",
                "?a%0A=b"
            })
    void a_url_with_a_control_character_or_half_an_escape_is_malformed(String url) {
        assertThat(QueryEncoding.isMalformed(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?a=%0A",
                "Patient",
                "Patient?a=b",
                "Patient?a=%0A%0D%09",
                "Patient?name=%C3%A9%F0%9F%98%80",
                "Patient?a=%C2%A0",
                "Patient?identifier=http://example.org%7C1&a=",
                "urn:uuid:1"
            })
    void others_are_not(String url) {
        assertThat(QueryEncoding.isMalformed(url)).isFalse();
    }

    @Test
    void the_parameter_is_named() {
        assertThat(QueryEncoding.problem("a=b&family=%00"))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("The parameter family", "control character"));
        assertThat(QueryEncoding.problem("a=b&%00=c").orElseThrow()).startsWith("A parameter");
        assertThat(QueryEncoding.problem("a=%FF").orElseThrow()).contains("UTF-8");
        assertThat(QueryEncoding.problem("a=b&c=d%0A")).isEmpty();
    }
}

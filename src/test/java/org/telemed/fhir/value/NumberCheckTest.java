package org.telemed.fhir.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E309",
                "1e309",
                "-1e-309",
                "+1.5E+309",
                "1E-99999999999",
                "1E-2147483648",
                "\u0661E\u0669\u0669\u0669"
            })
    void an_exponent_larger_than_a_doubles_is_excessive(String number) {
        assertThat(NumberCheck.isExcessive(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "12.50", "1E308", "1e-308", "1.7976931348623157E+308", "0e0"})
    void common_numbers_are_not(String number) {
        assertThat(NumberCheck.isExcessive(number)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"E309", "1E", "1E999x", "x1E999", "1E9E9", "one", "Encounter/1E999", "1E999 "})
    void what_is_no_number_is_not(String text) {
        assertThat(NumberCheck.isExcessive(text)).isFalse();
    }

    @Test
    void two_hundred_digits_are_the_most() {
        assertThat(NumberCheck.isExcessive("9".repeat(200))).isFalse();
        assertThat(NumberCheck.isExcessive("-" + "9".repeat(200) + "E308")).isFalse();
        assertThat(NumberCheck.isExcessive("9".repeat(201))).isTrue();
        assertThat(NumberCheck.isExcessive("0." + "0".repeat(199))).isTrue();
        assertThat(NumberCheck.isExcessive("9".repeat(201) + "E1")).isTrue();
        assertThat(NumberCheck.isExcessive("a".repeat(201))).isFalse();
    }

    @Test
    void a_parsed_number_has_the_same_limits() {
        assertThat(NumberCheck.isExcessive(new BigDecimal("9".repeat(200)))).isFalse();
        assertThat(NumberCheck.isExcessive(new BigDecimal("9".repeat(201)))).isTrue();
        for (int scale : new int[] {508, -508, 0}) {
            assertThat(NumberCheck.isExcessive(new BigDecimal(BigInteger.ONE, scale)))
                    .isFalse();
        }
        for (int scale : new int[] {509, -509, Integer.MIN_VALUE}) {
            assertThat(NumberCheck.isExcessive(new BigDecimal(BigInteger.ONE, scale)))
                    .isTrue();
        }
    }
}

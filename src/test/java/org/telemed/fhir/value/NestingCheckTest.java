package org.telemed.fhir.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NestingCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0",
                "text | 0",
                "a < | 0",
                "a -> b | 0",
                "<div>a</div> | 1",
                "<div><p><b>a</b></p><p>b</p></div> | 3",
                "<div><p><b>a</b></p></div><i>b</i> | 3",
                "<div>a<br/>b<br />c</div> | 1",
                "<div><p>a</p><p>b</p><p>c</p></div> | 2",
                "<div><!-- a --><?pi?><!b></div> | 1",
                "<?xml version='1.0'?><div/> | 0",
            })
    void elements_nest_as_their_tags_do(String xhtml, int depth) {
        assertThat(NestingCheck.ofElements(xhtml)).isEqualTo(depth);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<b><b><b> | 3",
                "<b><b><b | 3",
                "<b><b><b></b> <i | 3",
                "<b<b<b | 3",
                "<b<b<b> | 3",
                "<b<b<b/><i> | 1",
                "</b></b><b> | 1",
                "<b><b<b</b</b> | 3",
                "<![CDATA[<b><b>]]> | 2",
            })
    void tags_that_nothing_ends_count(String xhtml, int depth) {
        assertThat(NestingCheck.ofElements(xhtml)).isEqualTo(depth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a</", "<a/", "<"})
    @Timeout(10)
    void a_long_text_without_the_end_of_a_tag_is_read_once(String tag) {
        assertThat(NestingCheck.ofElements(tag.repeat(1_000_000))).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = 1 | 0",
                "a.where(b = 1).exists() | 1",
                "a.where(b[{1}] = 1) | 3",
                "(a) and [b] and {c} | 1",
                ")]}(a) | 1",
                "((a | 2",
                "((a)) (b) | 2",
            })
    void brackets_nest(String expression, int depth) {
        assertThat(NestingCheck.ofBrackets(expression)).isEqualTo(depth);
    }

    @Test
    void an_expression_may_be_empty() {
        assertThat(NestingCheck.ofBrackets("")).isZero();
    }
}

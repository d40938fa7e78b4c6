package org.telemed.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("type", "status", "participant", "period", "subject");

    @ParameterizedTest
    @CsvSource({"participants, participant", "Status, status", "stauts, status", "tpe, type", "partisipent, participant"
    })
    void one_letter_in_three_may_be_wrong(String misspelt, String name) {
        assertThat(NearestName.of(misspelt, KNOWN)).contains(name);
        assertThat(NearestName.hint(misspelt, KNOWN)).isEqualTo(" Did you mean " + name + "?");
    }

    @ParameterizedTest
    @CsvSource({"class", "toe", "stxxxs", "x", "''"})
    void nothing_is_guessed_of_what_is_farther(String misspelt) {
        assertThat(NearestName.of(misspelt, KNOWN)).isEmpty();
        assertThat(NearestName.hint(misspelt, KNOWN)).isEmpty();
    }

    @Test
    void the_nearest_of_several_is_meant_and_of_equals_the_first_in_the_alphabet() {
        assertThat(NearestName.of("abcdef", List.of("abcdaa", "abcdez", "abaaef")))
                .contains("abcdez");
        assertThat(NearestName.of("abcdef", List.of("abcdez", "abcdex", "abcdey")))
                .contains("abcdex");
    }

    @Test
    void a_text_of_over_a_hundred_letters_is_no_misspelling() {
        String longest = "a".repeat(99);
        assertThat(NearestName.of(longest + "b", List.of(longest + "a"))).contains(longest + "a");
        assertThat(NearestName.of(longest + "ab", List.of(longest + "aa"))).isEmpty();
    }
}

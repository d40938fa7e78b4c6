package org.telemed.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseErrorPlaceTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`Failed to parse: Unexpected character ('x') at [Source: REDACTED; line: 3, column: 12]` | ` Look at line 3, column 12.`",
                "`Failed to parse XML at [row,col {unknown-source}]: [7,25]` | ` Look at line 7, column 25.`",
                "`[element=\"Encounter.period\"] Invalid attribute value \"a secret\"` | ` Look at its element Encounter.period.`",
                "`Nothing is said of a place, but \"a secret\"` | ` Look at all of it.`"
            },
            delimiter = '|')
    void says_where_and_quotes_nothing(String message, String place) {
        assertThat(ParseErrorPlace.in(message, " Look at all of it.")).isEqualTo(place);
    }
}
